// Runs in every page under test, ours and the empty one: change the URL without a
// reload, then look once a frame whether the wanted content is there. The first frame
// that finds it paints it, so the clock stops after that frame.
window.bench = (() => {
  const LATEST = 15000;

  const ready = {
    empty: (n) => document.querySelector('#n')?.textContent === `n = ${n}`,
    rows: (count) => {
      const table = document.querySelector('table.cards');
      return !!table
        && table.caption?.textContent.trim().startsWith(`${count} 项`)
        && table.tBodies[0].rows.length === count;
    },
    panel: (name) => !!document.querySelector('#panel h2')?.textContent.includes(name),
    found: (word) => !!document.querySelector('.gx h1')?.textContent.includes('搜索')
      && [...document.querySelectorAll('.hits mark')].some((each) => each.textContent.includes(word)),
    // a beginner's page, and a table of Datasette
    frame: (count) => document.querySelector('#shown')?.textContent === `${count}`
      && !!document.querySelector('[data-testid="stDataFrame"] canvas'),
    pins: (count) => {
      const view = document.querySelector('iframe[src*="streamlit_folium"]')?.contentWindow;
      return view?.document.querySelectorAll('.leaflet-marker-icon').length === count;
    },
    item: (name) => !!document.querySelector('#item h2')?.textContent.includes(name),
    table: (count) => document.querySelectorAll('table.rows-and-columns tbody tr').length === count,
    scene: (id) => {
      const on = document.querySelector('.gx-deck > .scene.on');
      return !!on && on.dataset.scene === id && on.getBoundingClientRect().height > 0;
    },
    // the markers by their ids: two filters may well leave equally many
    markers: (wanted) => {
      const view = document.querySelector('iframe[src*="streamlit_folium"]')?.contentWindow;
      if (!view?.map || !view.L) return false;
      const found = [];
      view.map.eachLayer((layer) => {
        if (!(layer instanceof view.L.Marker) || layer.options.interactive === false) return;
        found.push(layer.feature?.properties.id);
      });
      return found.sort().join() === wanted;
    },
  };

  const painted = (kind, wanted) => new Promise((resolve, reject) => {
    const begun = performance.now();
    const look = () => {
      if (ready[kind](wanted)) {
        // a message is handled after the frame it was posted in has been painted
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      } else if (performance.now() - begun > LATEST) {
        reject(new Error(`never painted: ${kind} ${wanted} at ${location.href}`));
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });

  const go = (href) => {
    history.pushState({}, '', href);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  };

  const since = async (act, kind, wanted) => {
    const start = performance.now();
    act();
    return (await painted(kind, wanted)) - start;
  };

  return {
    go,
    frame: () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    change: (href, kind, wanted) => since(() => go(href), kind, wanted),
    click: (selector, kind, wanted) =>
      since(() => document.querySelector(selector).click(), kind, wanted),
    press: (key, kind, wanted) => since(
      () => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })), kind, wanted),
    // since the navigation began: performance.now() counts from there
    loaded: painted,
  };
})();
