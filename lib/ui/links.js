// Links and forms inside the app change the URL without a reload; Streamlit
// listens to popstate and runs the page again with the new parameters.
export default function ({ setTriggerValue }) {
  window.gxChanged = (version) => setTriggerValue('changed', version);
  if (window.gxLinks) return;
  window.gxLinks = true;
  const main = () => document.querySelector('[data-testid="stMain"]');
  let open = null;

  const go = (href) => {
    const moved = new URL(href, location.href).pathname !== location.pathname;
    history.pushState({}, '', href);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    if (moved && main()) main().scrollTop = 0;
  };

  const inside = (href) =>
    href && /^[/?]/.test(href) && !/^\/(\/|api\/|vendor\/|export\/|print\/)/.test(href);

  document.addEventListener('click', (event) => {
    const facet = event.target.closest('details.facet');
    document.querySelectorAll('details.facet[open]').forEach((each) => {
      if (each !== facet) each.open = false;
    });
    if (!facet) open = null;
    const link = event.target.closest('.gx a[href]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute('href');
    if (!inside(href) || link.dataset.file) return;
    event.preventDefault();
    open = facet && { key: facet.dataset.facet, top: facet.querySelector('.drop').scrollTop };
    go(href);
  }, true);

  const submit = (form) => {
    const query = new URLSearchParams(new FormData(form));
    [...query].forEach(([name, value]) => value || query.delete(name));
    go(`${form.getAttribute('action')}?${query}`);
  };
  document.addEventListener('submit', (event) => {
    if (!event.target.closest('.gx')) return;
    event.preventDefault();
    submit(event.target);
  }, true);
  // a day picked in the calendar counts at once; a typed one when it is finished
  let typing = false;
  const day = (event) => event.target.closest && event.target.closest('.gx form[data-auto] input');
  document.addEventListener('pointerdown', (event) => { if (day(event)) typing = false; }, true);
  document.addEventListener('keydown', (event) => {
    if (!day(event)) return;
    typing = event.key !== 'Enter';
    if (event.key === 'Enter' && event.target.value) {
      event.preventDefault();
      submit(event.target.form);
    }
  }, true);
  document.addEventListener('change', (event) => {
    if (day(event) && !typing && event.target.value) submit(event.target.form);
  }, true);
  document.addEventListener('focusout', (event) => {
    const changed = day(event) && event.target.value && event.target.value !== event.target.defaultValue;
    if (changed && typing) submit(event.target.form);
    typing = false;
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('details.facet[open]').forEach((e) => { e.open = false; });
  });

  document.addEventListener('click', (event) => {
    const button = event.target.closest('.gx button[data-copy]');
    if (!button) return;
    const done = () => { button.textContent = '已复制'; setTimeout(() => { button.textContent = '复制链接'; }, 1600); };
    const old = () => {
      const box = document.createElement('textarea');
      box.value = location.href;
      document.body.append(box);
      box.select();
      document.execCommand('copy');
      box.remove();
      done();
    };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(location.href).then(done, old);
    else old();
  });

  // open screens follow the store: a new version asks for a new run
  let version = null;
  setInterval(() => {
    if (document.hidden) return;
    fetch('/api/v1/health', { cache: 'no-store' })
      .then((answer) => answer.json())
      .then((health) => {
        if (!health.version) return;
        if (version && version !== health.version) window.gxChanged(health.version);
        version = health.version;
      })
      .catch(() => {});
  }, 2500);

  // the map's frame asks for a place's panel
  window.addEventListener('message', (event) => {
    const id = event.origin === location.origin && event.data && event.data.gxSite;
    if (typeof id !== 'string' || !/^[a-z0-9-]{1,80}$/.test(id)) return;
    const query = new URLSearchParams(location.search);
    query.set('site', id);
    go(`${location.pathname}?${query}`);
  });

  // a facet stays open while its choices are drawn anew
  new MutationObserver(() => {
    if (!open) return;
    const facet = document.querySelector(`details.facet[data-facet="${open.key}"]`);
    if (facet && !facet.open) {
      facet.open = true;
      facet.querySelector('.drop').scrollTop = open.top;
    }
  }).observe(document.body, { childList: true, subtree: true });
}
