// Places as markers: all alone while there are few, clusters by screen cells when there are many.
import { el } from './elements.js';

const ALONE = 300; // up to so many are drawn one by one at any zoom
const CELL = 72; // pixels of a cluster's cell
const CLOSEST = 18;
export const FAR = 14.7; // below this zoom lamps stand without the items' numbers

export const brief = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

// places at one point stand around it; many of them on a spiral
export const away = (nth, of) => {
  if (of < 2) return [0, 0];
  if (of <= 8) return [15 * Math.cos(2 * Math.PI * nth / of), 15 * Math.sin(2 * Math.PI * nth / of)];
  const turn = 2.4 * nth;
  return [(10 + 7 * Math.sqrt(nth)) * Math.cos(turn), (10 + 7 * Math.sqrt(nth)) * Math.sin(turn)];
};

const sizeOf = (p, on) => (on ? 34 : p.precision === 'line' ? 14 : 26);

const iconOf = (p, on, nth, of) => {
  const size = sizeOf(p, on);
  const rough = /road|approximate|reported/.test(p.precision);
  const dot = el('div', `gx-mark${rough ? ' rough' : ''}${p.precision === 'line' ? ' line' : ''}${on ? ' on' : ''}`, size > 20 ? p.icon : '');
  dot.style.setProperty('--c', p.fill);
  dot.setAttribute('role', 'img');
  dot.setAttribute('aria-label', brief(`${p.name}，${p.category_name}${p.lamp_word ? `，${p.lamp_word}` : ''}`, 80));
  if (p.lamp_mark) {
    const lamp = el('span', 'gx-lamp', p.lamp_mark);
    lamp.append(el('b', '', p.number));
    lamp.style.setProperty('--lamp', p.lamp_colour);
    dot.append(lamp);
  }
  const [x, y] = away(nth, of);
  return L.divIcon({ html: dot, className: '', iconSize: [size, size], iconAnchor: [size / 2 - x, size / 2 - y] });
};

const tipOf = (p) => {
  const tip = el('div', 'gx-tip');
  const lines = [p.name, `${p.category_name} · ${p.precision_name}`];
  if (p.along) lines.push(`含 ${p.along}`);
  if (p.projects) lines.push(`事项 ${p.projects} · ${p.lamp_mark} ${p.lamp_word}`);
  lines.forEach((line) => tip.append(el('div', '', brief(line, 60))));
  return tip;
};

const create = (feature, chosen) => {
  const [lon, lat] = feature.geometry.coordinates;
  const marker = L.marker([lat, lon], { riseOnHover: true, keyboard: true });
  marker.feature = feature;
  marker.bindTooltip(() => tipOf(feature.properties), { direction: 'top', offset: [0, -12] });
  marker.on('click', () => chosen(feature.properties.id));
  marker.on('keypress', (event) => event.originalEvent.key === ' ' && chosen(feature.properties.id));
  return marker;
};

const cluster = (map, members) => {
  const middle = members.reduce(([x, y], each) => [x + each.geometry.coordinates[0], y + each.geometry.coordinates[1]], [0, 0]);
  const icon = el('div', 'gx-many', String(members.length));
  icon.setAttribute('role', 'img');
  icon.setAttribute('aria-label', `${members.length} 处点位，点击放大`);
  const marker = L.marker([middle[1] / members.length, middle[0] / members.length], {
    icon: L.divIcon({ html: icon, className: '', iconSize: [38, 38] }), keyboard: true });
  const open = () => {
    const box = L.latLngBounds(members.map((each) => [each.geometry.coordinates[1], each.geometry.coordinates[0]]));
    const zoom = Math.max(map.getBoundsZoom(box) - 0.5, map.getZoom() + 1);
    map.setView(box.getCenter(), Math.min(CLOSEST, zoom), { animate: false });
  };
  marker.bindTooltip(`${members.length} 处点位，点击放大`, { direction: 'top', offset: [0, -16] });
  marker.on('click', open);
  return marker;
};

export const together = (features) => {
  const here = new Map();
  features.forEach((feature) => {
    const key = feature.geometry.coordinates.join();
    if (here.has(key)) here.get(key).push(feature); else here.set(key, [feature]);
  });
  return here;
};

// which are drawn one by one, and which as clusters
const sorted = (map, features) => {
  if (features.length <= ALONE) return [features, []];
  const view = map.getBounds().pad(0.15);
  const near = features.filter((each) => view.contains([each.geometry.coordinates[1], each.geometry.coordinates[0]]));
  if (near.length <= ALONE || map.getZoom() >= CLOSEST) return [near, []];
  const cells = new Map();
  near.forEach((feature) => {
    const [lon, lat] = feature.geometry.coordinates;
    const spot = map.project([lat, lon]);
    const key = `${Math.floor(spot.x / CELL)},${Math.floor(spot.y / CELL)}`;
    if (cells.has(key)) cells.get(key).push(feature); else cells.set(key, [feature]);
  });
  const alone = [];
  const clusters = [];
  cells.forEach((members) => { if (members.length === 1) alone.push(members[0]); else clusters.push(members); });
  return [alone, clusters];
};

// one marker's look: its place among those at its point, whether it is the chosen one
const dressMarker = (marker, p, nth, of, on) => {
  const look = `${nth}/${of}/${on}`;
  if (marker.gxLook === look) return;
  marker.gxLook = look;
  marker.gxAway = away(nth, of);
  marker.setZIndexOffset(on ? 1000 : p.lamp_mark ? 100 : 0);
  marker.setIcon(iconOf(p, on, nth, of));
};

// what a marker covers, in pixels of the container; and its lamp beside it
const spotOf = (map, marker, on) => {
  const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
  const p = marker.feature.properties;
  return { x: x + marker.gxAway[0], y: y + marker.gxAway[1], r: sizeOf(p, on) / 2,
    name: p.name, order: p.label_ord, from: p.label_zoom, precision: p.precision, badges: p.badges || [],
    lamp: p.lamp_mark + (map.getZoom() < FAR ? '' : p.number) };
};
const withLamp = (spot) => (spot.lamp
  ? [spot, { x: spot.x + 12 + spot.lamp.length * 3, y: spot.y - 12, r: 8 + spot.lamp.length * 2, badges: [] }]
  : [spot]);

// keeps the group in line with what is wanted; does nothing twice
export const markerLayer = (map, chosen) => {
  const group = L.layerGroup();
  const made = new Map();
  let clusters = [];
  let drawn = [];
  const markerOf = (feature) => {
    const { id } = feature.properties;
    if (!made.has(id)) made.set(id, create(feature, chosen));
    return made.get(id);
  };
  const show = (features, selected) => {
    const [alone, many] = sorted(map, features);
    clusters.forEach((each) => group.removeLayer(each));
    const wanted = new Set(alone.map((each) => each.properties.id));
    drawn.forEach((feature) => { if (!wanted.has(feature.properties.id)) group.removeLayer(markerOf(feature)); });
    together(alone).forEach((members) => members.forEach((feature, nth) => {
      const marker = markerOf(feature);
      dressMarker(marker, feature.properties, nth, members.length, feature.properties.id === selected);
      if (!group.hasLayer(marker)) group.addLayer(marker);
    }));
    drawn = alone;
    clusters = many.map((members) => cluster(map, members));
    clusters.forEach((each) => group.addLayer(each));
  };
  const spots = (selected) => [
    ...drawn.map((feature) => spotOf(map, markerOf(feature), feature.properties.id === selected)),
    ...clusters.map((each) => ({ ...map.latLngToContainerPoint(each.getLatLng()), r: 19, badges: [], lamp: '' })),
  ].flatMap(withLamp);
  return { group, show, spots };
};
