// The one way to another address without a reload: Streamlit listens to popstate and runs
// the page again with the new parameters.
import { remember } from './remembered.js';

// with a `#…` in the address it takes that for a jump on the page, and does not run
export const runAgain = () => {
  if (location.hash) history.replaceState(history.state, '', location.pathname + location.search);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
};

export const go = (href) => {
  const moved = new URL(href, location.href).pathname !== location.pathname;
  if (moved) remember(location);
  history.pushState({}, '', href);
  runAgain();
  const main = document.querySelector('[data-testid="stMain"]');
  if (moved && main) main.scrollTop = 0;
};
