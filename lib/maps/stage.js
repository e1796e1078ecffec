// The map of the district: base, layers, places, and its talk with the page around it.
window.gx = window.gx || {};
(() => {
  const KEYS = ['category', 'action', 'office', 'state', 'precision'];
  const CLOSE_UP = 16.75;
  const PATIENCE = 1500; // ms after which the list's word counts although the address reads otherwise
  const { el } = gx.markers;
  let map, layer, data, settings;
  let shown = [];
  let selected = '';
  let told = null; // what the page's list says: {asked, ids}
  let overrule = 0;
  const quarters = [];

  // the page around the frame; a file taken along has none
  const outer = () => {
    try { return window.frameElement && window.parent.document ? window.parent : null; } catch (error) { return null; }
  };
  const address = () => {
    const page = outer();
    return page && page.location.pathname.endsWith('/map') ? page.location.search : null;
  };

  gx.line = (feature, line) => {
    const { name, kind } = feature.properties;
    const full = name.replace(/\ue07b/g, '{');
    gx.labels.lines.push({ kind, line, full, points: line.getLatLngs(),
      name: name.replace(/\ue07b/g, '{').replace(/（中心线）|（地下）/, '') });
  };
  gx.outline = (feature, ring) => { gx.ring = ring; };
  gx.quarter = (feature, field) => {
    quarters.push(field);
    field.bindTooltip(() => el('div', 'gx-tip', feature.properties.text), { sticky: true, direction: 'top' });
    field.on('mouseover', () => field.setStyle({ fillOpacity: 0.16 }));
    field.on('mouseout', () => field.setStyle({ fillOpacity: 0 }));
  };

  // what the address asks for, read as the server reads it
  const asked = (search) => {
    const query = new URLSearchParams(search);
    const chosen = {};
    KEYS.forEach((key) => {
      const values = [...new Set(query.getAll(key).map((each) => each.trim()))].filter((each) => data.known[key].includes(each));
      if (values.length) chosen[key] = values.sort();
    });
    const first = query.getAll('q').map((each) => each.trim()).find(Boolean) || '';
    const words = first.slice(0, 100).toLowerCase().split(/\s+/).filter(Boolean);
    return { chosen, words, site: query.get('site') || '' };
  };
  const named = ({ chosen, words }) => KEYS.filter((key) => chosen[key]).map((key) => `${key}=${chosen[key].join(',')}`)
    .concat(words.length ? [`q=${words.join(' ')}`] : []).join(';');
  // a road's mark fits when one of the places along it does
  const fits = (own, { chosen, words }) => (own.parts || [own]).some((part) =>
    KEYS.every((key) => !chosen[key] || chosen[key].some((each) => part.facets[key].includes(each)))
    && words.every((word) => part.text.includes(word)));

  let tidying = 0;
  const tidy = () => {
    cancelAnimationFrame(tidying);
    tidying = requestAnimationFrame(() => gx.labels.draw(map, layer ? layer.spots(selected && data && marker(selected) ? marker(selected).properties.id : '') : []));
  };
  // a road's places are one marker: whichever of them is chosen, that one stands for it
  const marker = (site) => data.features.find((each) => each.properties.ids.includes(site));
  const draw = () => {
    const found = selected && data ? marker(selected) : null;
    layer.show(shown, found ? found.properties.id : '');
    trace(found ? found.properties.line : '');
    tidy();
  };
  // the chosen road is drawn whole
  let traced = [];
  const trace = (name) => {
    traced.forEach(([line, style]) => line.setStyle(style));
    traced = gx.labels.lines.filter((each) => name && each.full === name).map(({ line }) => {
      const { weight, opacity } = line.options;
      line.setStyle({ weight: weight + 5, opacity: 1 });
      return [line, { weight, opacity }];
    });
  };

  const show = (features, site) => {
    const moved = site !== selected;
    shown = features;
    selected = site;
    draw();
    if (moved && site) look(site);
    tick();
  };
  const look = (site) => {
    const found = marker(site);
    if (!found) return;
    const [lon, lat] = found.geometry.coordinates;
    const inner = map.getBounds().pad(-0.12);
    if (inner.contains([lat, lon]) && map.getZoom() >= CLOSE_UP) return;
    map.setView([lat, lon], Math.max(map.getZoom(), CLOSE_UP), { animate: false });
  };

  // at once by the address; the page's list has the last word
  const settle = (site) => {
    const page = outer();
    const app = page && page.document.querySelector('[data-testid="stApp"]');
    if (app && app.dataset.testScriptState === 'running') overrule = setTimeout(() => settle(site), PATIENCE);
    else obey(site);
  };
  const follow = () => {
    if (!data) return;
    const search = address();
    if (search === null && outer()) return;
    const wish = asked(search === null ? settings.search || '' : search);
    clearTimeout(overrule);
    if (told && told.asked !== named(wish)) overrule = setTimeout(() => settle(wish.site), PATIENCE);
    if (told && told.asked === named(wish)) obey(wish.site);
    else show(data.features.filter((each) => fits(each.properties, wish)), wish.site);
  };
  const obey = (site) => show(data.features.filter((each) => each.properties.ids.some((id) => told.ids.has(id))), site);

  const listen = () => {
    const page = outer();
    if (!page) return;
    const hear = () => {
      const list = page.document.querySelector('.gx-drawn');
      if (!list || (told && told.node === list)) return;
      told = { node: list, asked: list.dataset.asked, ids: new Set(list.textContent.split(' ').filter(Boolean)) };
      follow();
    };
    const watch = new page.MutationObserver(hear);
    watch.observe(window.frameElement.closest('.stVerticalBlock') || page.document.body, { childList: true, subtree: true });
    page.addEventListener('popstate', follow);
    window.addEventListener('pagehide', () => {
      watch.disconnect();
      page.removeEventListener('popstate', follow);
    });
    hear();
  };

  const ask = (change) => {
    const page = outer();
    if (!page) return false;
    const query = new URLSearchParams(page.location.search);
    change(query);
    page.history.pushState({}, '', `${page.location.pathname}?${query}`);
    page.dispatchEvent(new page.PopStateEvent('popstate', { state: {} }));
    return true;
  };
  const chosen = (id) => {
    if (ask((query) => query.set('site', id))) return;
    selected = id;
    draw();
    const row = document.getElementById(`site-${id}`);
    if (row) {
      document.querySelectorAll('li.on').forEach((each) => each.classList.remove('on'));
      row.classList.add('on');
      row.scrollIntoView({ block: 'center' });
    }
  };
  gx.stands = (id) => { const found = marker(id); return found ? found.properties.id : ''; };
  gx.choose = (id) => { chosen(id); look(id); };

  // what the layer control switches
  const paint = (kinds, on) => gx.labels.lines.forEach((each) => {
    if (!kinds.includes(each.kind)) return;
    each.shown = on;
    each.line.getElement().style.display = on ? '' : 'none';
  });
  const GROUND = [
    ['道路与路名', 'main', '', (on) => paint(['axis', 'main', 'road', 'outer', 'tunnel'], on)],
    ['轨道交通线', 'metro', 'dash', (on) => paint(['metro'], on)],
    ['苏州河', 'water', '', (on) => paint(['water'], on)],
    ['沿线范围', 'ring', '', (on) => { gx.ring.getElement().style.display = on ? '' : 'none'; }],
    ['田字四格', 'ring', 'dash', (on) => quarters.forEach((each) => each.setStyle({ opacity: on ? 0.75 : 0 }))],
  ];
  let ticks = [];
  const tick = () => {
    const search = address();
    if (search === null) return; // a file of its own: the boxes are as people left them
    const wish = asked(search);
    ticks.forEach(([box, id]) => { box.checked = !wish.chosen.category || wish.chosen.category.includes(id); });
  };
  const box = (name, mark, note, act) => {
    const label = el('label', '');
    const input = Object.assign(el('input', ''), { type: 'checkbox', checked: true });
    input.addEventListener('change', () => { act(input.checked); tidy(); });
    label.append(input, mark, el('span', '', name));
    if (note) label.append(el('small', '', note));
    return [label, input];
  };
  const toggled = () => {
    const on = ticks.filter(([each]) => each.checked).map(([, id]) => id);
    const wanted = on.length === ticks.length ? [] : on;
    const set = (query) => {
      query.delete('category');
      wanted.forEach((id) => query.append('category', id));
    };
    if (!ask(set)) show(data.features.filter((each) => on.includes(each.properties.category)), selected);
  };
  const fill = (list) => {
    list.replaceChildren(el('h4', '', '底图'));
    [...(gx.tiles ? [['底图服务', 'road', '', gx.tiles.toggle]] : []), ...GROUND].forEach(([name, colour, dash, act]) => {
      const mark = el('i', `bar ${dash}`);
      mark.style.setProperty('--c', settings.colours[colour]);
      list.append(box(name, mark, '', act)[0]);
    });
    list.append(el('h4', '', '点位'));
    ticks = data.categories.map((each) => {
      const mark = el('i', '', each.icon);
      mark.style.setProperty('--c', each.fill);
      const [label, input] = box(each.name, mark, String(each.count), toggled);
      list.append(label);
      return [input, each.id];
    });
    tick();
  };

  const control = (position, made) => {
    const found = L.control({ position });
    found.onAdd = () => {
      L.DomEvent.disableClickPropagation(made);
      L.DomEvent.disableScrollPropagation(made);
      return made;
    };
    return found.addTo(map);
  };
  const layers = () => {
    const made = el('div', 'gx-box leaflet-control');
    const button = Object.assign(el('button', '', '图例与图层'), { type: 'button' });
    const list = el('div', 'gx-layers');
    list.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    button.addEventListener('click', () => {
      list.hidden = !list.hidden;
      button.setAttribute('aria-expanded', String(!list.hidden));
      tidy();
    });
    made.append(button, list);
    control('topright', made);
    return list;
  };
  const wide = () => {
    const made = el('div', 'gx-box leaflet-control');
    const button = Object.assign(el('button', '', '全屏'), { type: 'button' });
    const owner = () => (outer() ? [window.frameElement, outer().document] : [document.documentElement, document]);
    button.addEventListener('click', () => {
      const [whole, page] = owner();
      if (page.fullscreenElement) page.exitFullscreen(); else whole.requestFullscreen();
    });
    owner()[1].addEventListener('fullscreenchange', () => {
      button.textContent = owner()[1].fullscreenElement ? '退出全屏' : '全屏';
    });
    made.append(button);
    if (document.fullscreenEnabled || (outer() && outer().document.fullscreenEnabled)) control('topright', made);
  };

  // tile servers of the intranet; without an answer the drawn base stays alone
  const tiles = (addresses) => {
    const pane = map.createPane('gxTiles');
    pane.style.zIndex = 150;
    const made = addresses.map((each) => L.tileLayer(each, { pane: 'gxTiles', maxZoom: 18, crossOrigin: false }));
    let good = 0;
    let bad = 0;
    made.forEach((each) => {
      each.on('tileload', () => { good += 1; });
      each.on('tileerror', () => {
        bad += 1;
        if (good || bad < 3 || !map.hasLayer(each)) return;
        made.forEach((one) => map.removeLayer(one));
        control('bottomleft', el('div', 'gx-notice leaflet-control', '底图服务没有应答，现在只有示意底图'));
      });
      each.addTo(map);
    });
    gx.tiles = { toggle: (on) => made.forEach((each) => (on ? each.addTo(map) : map.removeLayer(each))) };
  };

  L.Control.Scale.prototype._updateMetric = function (most) {
    const round = this._getRoundNum(most);
    this._updateScale(this._mScale, round < 1000 ? `${round} 米` : `${round / 1000} 公里`, round / most);
  };

  let list;
  gx.base = (made, own) => {
    map = made;
    settings = own;
    map.setMinZoom(13);
    map.setMaxZoom(18);
    map.createPane('gxLabels').style.zIndex = 450;
    map.getPane('gxLabels').className += ' gx-labels leaflet-zoom-hide';
    const north = el('div', 'gx-box gx-north leaflet-control', '北');
    north.prepend(el('span', '', '↑'));
    north.setAttribute('role', 'img');
    north.setAttribute('aria-label', '上方为北');
    control('topleft', north);
    control('bottomright', el('div', 'gx-credit leaflet-control', settings.credit));
    list = layers();
    wide();
    if (settings.tiles.length) tiles(settings.tiles);
    const far = () => map.getContainer().classList.toggle('gx-far', map.getZoom() < gx.markers.FAR);
    map.on('zoomend', far);
    far();
    map.on('moveend zoomend resize', () => (layer && shown.length > 300 ? draw() : tidy()));
    tidy();
  };

  // the layer of places; from an address, or as data in a file taken along.
  // window.feature_group is where streamlit-folium looks for what to take away
  let turn = 0;
  gx.places = (source) => {
    turn += 1;
    const own = turn;
    window.feature_group = window.feature_group || [];
    const take = (fresh) => {
      if (own !== turn) return;
      const first = !data;
      data = fresh;
      window.feature_group.forEach((each) => map.removeLayer(each));
      layer = gx.markers.layer(map, chosen);
      layer.group.addTo(map);
      fill(list);
      if (first) listen();
      follow();
      window.feature_group = [layer.group];
    };
    const lost = () => control('bottomleft', el('div', 'gx-notice leaflet-control', '点位没有取到，请刷新页面'));
    const limit = () => (AbortSignal.timeout ? { signal: AbortSignal.timeout(8000) } : {});
    const load = (left) => fetch(source, limit())
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      .then(take, () => (left ? setTimeout(() => load(left - 1), 1000) : lost()));
    if (typeof source === 'string') load(5); else take(source);
  };
})();
