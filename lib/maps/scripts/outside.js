// The page around the frame: its address is the filter. A file taken along has none.
export const outer = () => {
  try { return window.frameElement && window.parent.document ? window.parent : null; } catch { return null; }
};

// the path that the dashboard is published under
export const base = () => { const page = outer(); return (page && page.document.documentElement.dataset.base) || ''; };

export const address = () => {
  const page = outer();
  return page && page.location.pathname.endsWith('/map') ? page.location.search : null;
};

// another address for the page; false where there is no page
export const ask = (change) => {
  const page = outer();
  if (!page) return false;
  const query = new URLSearchParams(page.location.search);
  change(query);
  page.history.pushState({}, '', `${page.location.pathname}?${query}`);
  page.dispatchEvent(new page.PopStateEvent('popstate', { state: {} }));
  return true;
};

// calls back with every new address, as long as the frame lives
export const onMove = (moved) => {
  const page = outer();
  if (!page) return;
  page.addEventListener('popstate', moved);
  window.addEventListener('pagehide', () => page.removeEventListener('popstate', moved));
};

// what fills the screen, and whose document says so
export const wholeScreen = () => (outer()
  ? [window.frameElement, outer().document]
  : [document.documentElement, document]);
