// Many places: alone while there are few in view, else clusters by screen cells.
import { el } from './elements.js';
import { onChoice } from './tips.js';

const ALONE = 300; // up to so many are drawn one by one at any zoom
const CELL = 72; // pixels of a cluster's cell
const CLOSEST = 18;

export const cluster = (map, members) => {
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
  onChoice(marker, open);
  return marker;
};

// which are drawn one by one, and which as clusters
export const sorted = (map, features) => {
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
