// The map of the district, from the base up. window.gx is what the base's script, the page and
// the file taken along call (lib/maps/base.py, lib/ui/map_frame.py, templates/map_file.html).
import { fullScreen, layerBox, metricScale, northAndCredit, notice } from './controls.js';
import { fitted } from './fit.js';
import { line, quarter, ring } from './ground.js';
import { lines } from './labels.js';
import { fillLegend } from './legend.js';
import { begin, chooseAndLook, follow, put, redraw, stands, tidy, toggled } from './places.js';
import { onMove } from './outside.js';
import { addTiles } from './tiles.js';

const LIMIT = 8000; // ms for the first try to get the places; each further one waits longer
const TRIES = 5;
let map, list, settings, tiles;
let turn = 0;

const load = (source, done, lost, left = TRIES) => {
  const limit = AbortSignal.timeout ? { signal: AbortSignal.timeout(LIMIT * (1 + TRIES - left)) } : {};
  fetch(source, limit)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then(done)
    .catch(() => (left ? setTimeout(() => load(source, done, lost, left - 1), 1000) : lost()));
};
const lost = () => notice(map, '点位没有取到，请刷新页面');

// bounds: of the ring, which is whole in view until somebody moves the map
const base = (made, bounds, own) => {
  [map, settings] = [made, own];
  document.documentElement.lang = 'zh-CN';
  document.title = document.title.includes('Streamlit') ? '街区地图' : document.title;
  begin(map, settings.search || '', (source, done) => load(source, done, lost));
  map.setMinZoom(13);
  map.setMaxZoom(18);
  map.createPane('gxLabels').style.zIndex = 450;
  map.getPane('gxLabels').className += ' gx-labels leaflet-zoom-hide';
  northAndCredit(map, settings.credit);
  list = layerBox(map, tidy);
  fullScreen(map);
  if (settings.tiles.length) tiles = addTiles(map, settings.tiles);
  fitted(map, bounds);
  window.gx.bounds = L.latLngBounds(bounds);
  map.on('moveend zoomend resize', redraw);
  tidy();
  // names keep off the controls, which get their size from a sheet that may come later
  const corners = new ResizeObserver(tidy);
  map.getContainer().querySelectorAll('.leaflet-control').forEach((each) => corners.observe(each));
};

let heard = false;
const take = (data) => {
  put(data);
  fillLegend(list, { ...data, colours: settings.colours, tiles, switched: tidy, toggled });
  if (!heard) onMove(follow);
  heard = true;
  follow();
};

// the layer of places; from an address, or as data in a file taken along
const places = (source) => {
  turn += 1;
  const own = turn;
  window.feature_group = window.feature_group || [];
  if (typeof source !== 'string') take(source);
  else load(source, (data) => { if (own === turn) take(data); }, lost);
};

metricScale();
window.gx = { base, places, line, outline: ring, quarter, stands, choose: chooseAndLook, labels: { lines } };
