// The places on the base: those of the filter, one of them chosen.
import { trace } from './ground.js';
import { drawLabels } from './labels.js';
import { allTicked, tick, ticked } from './legend.js';
import { markerLayer, stage } from './markers.js';
import { address, ask, outer } from './outside.js';
import { askAgain, shownBy } from './shown.js';

const CLOSE_UP = 16.75;
const MANY = 300; // from so many on clusters change with the view
const now = { map: null, layer: null, data: null, load: null, search: '', shown: [], selected: '', stage: '' };
let tidying = 0;

// load(address, done): JSON from our server
export const begin = (map, search, load) => Object.assign(now, { map, search, load });

// a road's places are one mark: whichever of them is chosen, that one stands for it
const markOf = (site) => (site && now.data
  ? now.data.features.find((each) => each.properties.ids.includes(site))
  : undefined);
export const stands = (site) => { const found = markOf(site); return found ? found.properties.id : ''; };

export const tidy = () => {
  cancelAnimationFrame(tidying);
  // the marks are painted first; names find their room in the frame after
  tidying = requestAnimationFrame(() => {
    tidying = requestAnimationFrame(() => {
      // streamlit-folium takes the old places away before the new ones have come
      if (now.layer && !now.map.hasLayer(now.layer.group)) return;
      if (now.layer) drawLabels(now.map, now.layer.spots(), now.layer.lines());
      else drawLabels(now.map, { spots: [], lamps: [] }, new Map());
    });
  });
};
const draw = () => {
  const found = markOf(now.selected);
  now.stage = stage(now.map.getZoom());
  now.layer.show(now.shown, found ? found.properties.id : '');
  trace(found ? found.properties.line : '');
  tidy();
};
export const redraw = () => {
  const other = now.shown.length > MANY || now.stage !== stage(now.map.getZoom());
  if (now.layer && other) draw(); else tidy();
};

const look = (site) => {
  const found = markOf(site);
  if (!found) return;
  const [lon, lat] = found.geometry.coordinates;
  const inner = now.map.getBounds().pad(-0.12);
  if (inner.contains([lat, lon]) && now.map.getZoom() >= CLOSE_UP) return;
  now.map.setView([lat, lon], Math.max(now.map.getZoom(), CLOSE_UP), { animate: false });
};

const show = (shown, site) => {
  const moved = site !== now.selected;
  Object.assign(now, { shown, selected: site });
  draw();
  // where streamlit-folium looks for what to take away, and all for whether the map stands
  window.feature_group = [now.layer.group];
  if (moved && site) look(site);
};

const siteOf = (search) => new URLSearchParams(search).get('site') || '';

// what the address leaves; a file taken along holds only that
export const follow = () => {
  const search = address();
  if (!now.data || (search === null && outer())) return;
  if (search === null) {
    show(now.data.features, siteOf(now.search));
    return;
  }
  shownBy(search, now.load, ({ ids, categories }) => {
    tick(categories);
    show(now.data.features.filter((each) => each.properties.ids.some((id) => ids.includes(id))), siteOf(search));
  });
};

const choose = (id) => {
  if (ask((query) => query.set('site', id))) return;
  now.selected = id;
  draw();
  const row = document.getElementById(`site-${id}`);
  if (!row) return;
  document.querySelectorAll('li.on').forEach((each) => each.classList.remove('on'));
  row.classList.add('on');
  row.scrollIntoView({ block: 'center' });
};
export const chooseAndLook = (id) => { choose(id); look(id); };

// a category was ticked or unticked
export const toggled = () => {
  const on = ticked();
  const set = (query) => {
    query.delete('category');
    if (!allTicked()) on.forEach((id) => query.append('category', id));
  };
  if (!ask(set)) show(now.data.features.filter((each) => on.includes(each.properties.category)), now.selected);
};

// other data: another day, another version of the store
export const put = (data) => {
  now.data = data;
  askAgain();
  if (now.layer) now.map.removeLayer(now.layer.group);
  window.feature_group = [];
  now.layer = markerLayer(now.map, choose, data.busy);
  now.layer.group.addTo(now.map);
};
