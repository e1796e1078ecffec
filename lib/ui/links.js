// Links and forms inside the app change the URL without a reload; Streamlit
// listens to popstate and runs the page again with the new parameters.
export default function ({ data }) {
  document.documentElement.lang = 'zh-CN';
  // style sheet and icon once a window, not with every run of a page
  const link = (rel, href) => {
    const old = document.head.querySelector(`link[data-gx="${rel}"]`);
    if (old && old.getAttribute('href') === href) return;
    const fresh = old || document.createElement('link');
    fresh.rel = rel;
    fresh.dataset.gx = rel;
    fresh.href = href;
    if (rel === 'icon') document.head.querySelectorAll('link[rel*="icon"]').forEach((each) => each.remove());
    document.head.append(fresh);
  };
  link('stylesheet', data.style);
  link('icon', data.icon);
  if (window.gxLinks) return;
  window.gxLinks = true;
  const main = () => document.querySelector('[data-testid="stMain"]');
  let open = null;

  // a page's filters are kept for the way back by the main navigation
  const KEPT = 'gxFilters';
  const PASSING = ['as_of', 'missing', 'project', 'site', 'batch', 'step'];
  const filters = () => JSON.parse(sessionStorage.getItem(KEPT) || '{}');
  const remember = () => {
    const query = new URLSearchParams(location.search);
    PASSING.forEach((name) => query.delete(name));
    sessionStorage.setItem(KEPT, JSON.stringify({ ...filters(), [location.pathname]: `${query}` }));
  };
  const withFilters = (href) => {
    const url = new URL(href, location.href);
    if (url.pathname === location.pathname) return href; // once more: without filters
    new URLSearchParams(filters()[url.pathname] || '').forEach((value, name) => url.searchParams.append(name, value));
    return url.pathname + url.search;
  };

  // the top does not know the page's filters, so that it stays as it is while they change
  const withHere = (href, without) => {
    const url = new URL(href, location.href);
    const query = new URLSearchParams(location.search);
    [without, 'missing', ...url.searchParams.keys()].forEach((name) => query.delete(name));
    url.searchParams.forEach((value, name) => query.append(name, value));
    return `${url.pathname}${`${query}` && '?'}${query}`;
  };

  const go = (href) => {
    const moved = new URL(href, location.href).pathname !== location.pathname;
    if (moved) remember();
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
    // a choice keeps its own facet open over the run; anything else clicked forgets that
    if (!facet || event.target.closest('summary')) open = null;
    const link = event.target.closest('.gx a[href]');
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const href = link.getAttribute('href');
    if (!inside(href) || link.dataset.file) return;
    event.preventDefault();
    open = facet && { key: facet.dataset.facet, top: facet.querySelector('.drop').scrollTop };
    if (link.dataset.keep !== undefined) go(withHere(link.dataset.base || href, link.dataset.keep));
    else go(link.closest('nav[aria-label="主导航"]') ? withFilters(href) : href);
  }, true);

  const submit = (form) => {
    const fields = new FormData(form);
    const here = new URLSearchParams(location.search);
    const query = new URLSearchParams();
    if (form.dataset.keep !== undefined) {
      here.forEach((value, name) => {
        if (!fields.has(name) && name !== form.dataset.keep) query.append(name, value);
      });
    } else if (here.has('as_of')) query.set('as_of', here.get('as_of'));
    fields.forEach((value, name) => value && query.append(name, value));
    go(`${form.getAttribute('action')}?${query}`);
  };

  // for those who copy such a link or open it in another window
  document.addEventListener('pointerdown', (event) => {
    const link = event.target.closest && event.target.closest('.gx a[data-keep]');
    if (!link) return;
    link.dataset.base = link.dataset.base || link.getAttribute('href');
    link.setAttribute('href', withHere(link.dataset.base, link.dataset.keep));
  }, true);

  // a facet's choices are made when it is opened: names from the bar, which stays as it is,
  // numbers from what came with the list (as texts: the sanitizer tests attributes at length)
  const counted = (facet) => {
    const text = document.querySelector('.gx-counts');
    if (text && !text.gxCounts) text.gxCounts = JSON.parse(text.textContent);
    return (text && text.gxCounts[facet.dataset.facet]) || { on: [], n: {} };
  };
  const fill = (facet) => {
    const drop = facet.querySelector('.drop');
    const key = facet.dataset.facet;
    const here = new URLSearchParams(location.search);
    const chosen = here.getAll(key);
    const { n } = counted(facet);
    drop.gxChoices = drop.gxChoices || JSON.parse(drop.textContent);
    drop.replaceChildren(...drop.gxChoices.map(([id, label]) => {
      const link = document.createElement('a');
      const query = new URLSearchParams(here);
      query.delete(key);
      const now = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
      now.forEach((each) => query.append(key, each));
      link.href = `${location.pathname}?${query}`;
      link.textContent = label;
      link.dataset.n = n[id] || 0;
      if (!n[id]) link.className = 'zero';
      if (chosen.includes(id)) link.setAttribute('aria-current', 'true');
      return link;
    }));
  };
  // the row of pages scrolls on a phone: the current one is brought into view
  let tab = null;
  const reveal = () => {
    const now = document.querySelector('nav[aria-label="主导航"] a[aria-current]');
    if (!now || now === tab) return;
    tab = now;
    const row = now.closest('nav');
    row.scrollLeft = now.offsetLeft - (row.clientWidth - now.offsetWidth) / 2;
  };
  // a click on a quote ends at that quote in its document
  let shown = null;
  const arrive = () => {
    const row = document.querySelector('.gx tr.here');
    if (!row || shown === location.search) return;
    shown = location.search;
    row.scrollIntoView({ block: 'center' });
  };
  let marked = null;
  const mark = () => {
    const text = document.querySelector('.gx-counts');
    if (!text || text === marked) return;
    marked = text;
    document.querySelectorAll('details.facet').forEach((facet) => {
      const { on } = counted(facet);
      facet.classList.toggle('chosen', on.length > 0);
      facet.querySelector('.n').textContent = on.length ? ` ${on.length}` : '';
      if (facet.open) fill(facet);
    });
    const words = document.querySelector('.filters input[name=q]');
    if (words && words !== document.activeElement) words.value = new URLSearchParams(location.search).get('q') || '';
  };
  document.addEventListener('toggle', (event) => {
    if (event.target.matches && event.target.matches('details.facet') && event.target.open) fill(event.target);
  }, true);
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
  // the replay slider: its words follow at once, the page when it comes to rest
  let rest = null;
  let sliding = false;
  const slides = (event) => event.target.closest && event.target.closest('.gx form[data-slide]');
  const settled = (form) => {
    clearTimeout(rest);
    const range = form.querySelector('input[type=range]');
    if (range.value === range.defaultValue) return;
    sliding = true;
    submit(form);
  };
  document.addEventListener('input', (event) => {
    const form = slides(event);
    if (!form || event.target.type !== 'range') return;
    const day = new Date(`${form.dataset.slide}T12:00:00Z`);
    day.setUTCDate(day.getUTCDate() + Number(event.target.value));
    const text = day.toISOString().slice(0, 10);
    form.querySelector('output').textContent = text;
    form.querySelector('input[name=as_of]').value = text;
    event.target.setAttribute('aria-valuetext', text);
    clearTimeout(rest);
    rest = setTimeout(() => settled(form), 600);
  }, true);
  document.addEventListener('change', (event) => {
    const form = slides(event);
    if (form && event.target.matches(':not(:focus-visible)')) settled(form);
  }, true);
  document.addEventListener('click', (event) => {
    const menu = document.querySelector('details.replay-menu[open]');
    if (menu && !menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') document.querySelectorAll('details.replay-menu[open]').forEach((e) => { e.open = false; });
    if (event.key !== 'Escape') return;
    document.querySelectorAll('details.facet[open]').forEach((e) => { e.open = false; });
    open = null;
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

  // signing in ends on the first page: go back to where it began
  const BACK = 'gxBack';
  document.addEventListener('click', (event) => {
    if (event.target.closest('.st-key-login button')) {
      sessionStorage.setItem(BACK, location.pathname + location.search);
    }
  }, true);
  const back = sessionStorage.getItem(BACK);
  if (back && location.pathname === '/') {
    sessionStorage.removeItem(BACK);
    if (inside(back) && back !== '/') go(back);
  }

  // a map that does not come up (a part of it got lost on the way) starts its frame again
  let blank = 0;
  let again = 0;
  const stands = (frame) => {
    try { return !!frame.contentWindow.map; } catch (error) { return false; } // an error page of the browser
  };
  setInterval(() => {
    const frame = document.querySelector('iframe[src*="streamlit_folium"]');
    if (!frame || document.hidden) return;
    if (stands(frame)) [blank, again] = [0, 0];
    else blank += 1;
    if (blank < 8 || again === 3) return;
    blank = 0;
    again += 1;
    frame.setAttribute('src', frame.getAttribute('src'));
  }, 2000);

  // open screens follow the store: another version than the shown one asks for a new run
  let asked = null;
  let times = 0;
  setInterval(() => {
    const foot = document.querySelector('.gx-foot[data-version], .gx-deck[data-version]');
    if (document.hidden || !foot) return;
    fetch('/api/v1/health', { cache: 'no-store' })
      .then((answer) => answer.json())
      .then((health) => {
        if (!health.version || health.version === foot.dataset.version) return;
        times = health.version === asked ? times + 1 : 1;
        asked = health.version;
        if (times <= 3) window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
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

  // marks follow the counts; a facet stays open while the bar is drawn anew
  new MutationObserver(() => {
    mark();
    reveal();
    arrive();
    // the slider is drawn anew with the band: the keyboard stays on it
    const slider = sliding && document.querySelector('.gx-band.replay input[type=range]');
    if (slider && document.activeElement === document.body) {
      sliding = false;
      slider.focus({ preventScroll: true });
    }
    if (!open) return;
    const facet = document.querySelector(`details.facet[data-facet="${open.key}"]`);
    if (facet && !facet.open) {
      facet.open = true;
      fill(facet);
      facet.querySelector('.drop').scrollTop = open.top;
    }
  }).observe(document.body, { childList: true, subtree: true });
  mark();
  reveal();
  arrive();
}
