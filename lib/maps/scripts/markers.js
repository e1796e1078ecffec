// Places as marks: one for an address, which opens when the map comes near.
import { cluster, sorted } from './clusters.js';
import { el } from './elements.js';
import { boxAt, cornerFor, part } from './layout.js';
import { isLine, lineLayer } from './roads.js';
import { brief, byUrgency, onChoice, tipOf } from './tips.js';

export const FAN = 16.5; // from this zoom on places at one address stand apart
const HIT = 24; // no mark is harder to hit than this
const FAR = 15.2; // below it marks are small
const [PLAIN, SMALL, QUIET, CHOSEN] = [24, 19, 11, 34];
const LAMP = { width: 17, digit: 7, height: 15 };

// places at one point stand around it; many of them on a spiral
export const away = (nth, of) => {
  if (of < 2) return [0, 0];
  if (of <= 8) return [15 * Math.cos(2 * Math.PI * nth / of), 15 * Math.sin(2 * Math.PI * nth / of)];
  const turn = 2.4 * nth;
  return [(10 + 7 * Math.sqrt(nth)) * Math.cos(turn), (10 + 7 * Math.sqrt(nth)) * Math.sin(turn)];
};

// places by address: the most urgent first, or each for itself
export const marksOf = (features, zoom) => {
  const here = new Map();
  features.forEach((feature) => {
    const key = feature.geometry.coordinates.join();
    if (here.has(key)) here.get(key).push(feature); else here.set(key, [feature]);
  });
  return [...here.values()].flatMap((members) => (zoom < FAN || members.length === 1
    ? [{ members: members.toSorted(byUrgency), nth: 0, of: 1 }]
    : members.map((feature, nth) => ({ members: [feature], nth, of: members.length }))));
};

const moreOf = (members) => (members.length > 1 ? ` 等 ${members.length} 处` : '');
const quiet = (members) => members.every((each) => each.properties.quiet);
// what changes with the zoom: the marks' size, whether those at one address are one
export const stage = (zoom) => (zoom < FAR ? 'far' : zoom < FAN ? 'district' : 'near');
const sizeOf = (members, on, zoom) => {
  if (on) return CHOSEN;
  if (quiet(members)) return QUIET;
  return zoom < FAR ? SMALL : PLAIN;
};

const iconOf = (members, on, zoom) => {
  const p = members[0].properties;
  const size = sizeOf(members, on, zoom);
  const rough = /road|approximate|reported/.test(p.precision);
  const dot = el('div', `gx-mark${rough ? ' rough' : ''}${quiet(members) ? ' quiet' : ''}${on ? ' on' : ''}${size === SMALL ? ' small' : ''}`, size > QUIET ? p.icon : '');
  dot.style.setProperty('--c', p.fill);
  dot.setAttribute('role', 'img');
  dot.setAttribute('aria-label', brief(`${p.name}${moreOf(members)}，${p.category_name}${p.lamp_word ? `，${p.lamp_word}` : ''}`, 80));
  if (p.lamp_mark) {
    const lamp = el('span', 'gx-lamp', p.lamp_mark);
    lamp.append(el('b', '', p.number));
    lamp.style.setProperty('--lamp', p.lamp_colour);
    dot.append(lamp);
  }
  const room = Math.max(size, HIT);
  return L.divIcon({ html: dot, className: 'gx-spot', iconSize: [room, room] });
};

const create = (members, chosen) => {
  const [lon, lat] = members[0].geometry.coordinates;
  const marker = L.marker([lat, lon], { riseOnHover: true, keyboard: true });
  Object.assign(marker, { feature: members[0], members });
  marker.bindTooltip(() => tipOf(members), { direction: 'top', offset: [0, -12] });
  onChoice(marker, () => chosen(members[0].properties.id));
  return marker;
};

// one mark's look: its place among those at its point, whether it is the chosen one
const dress = (marker, { members, nth, of }, on, zoom) => {
  const look = `${nth}/${of}/${on}/${stage(zoom)}`;
  if (marker.gxLook === look) return;
  Object.assign(marker, { gxLook: look, gxAway: away(nth, of), gxSize: sizeOf(members, on, zoom) });
  marker.setZIndexOffset(on ? 1000 : quiet(members) ? -500 : 100 - members[0].properties.rank);
  marker.setIcon(iconOf(members, on, zoom));
};

// what a mark covers, in pixels of the container
const spotOf = (map, marker) => {
  const { x, y } = map.latLngToContainerPoint(marker.getLatLng());
  const { members } = marker;
  const p = members[0].properties;
  return { marker, at: { x, y }, x: x + marker.gxAway[0], y: y + marker.gxAway[1], r: marker.gxSize / 2 + 1,
    name: p.name, more: moreOf(members), order: p.label_ord, from: p.label_zoom, rank: p.rank, badges: p.badges,
    quiet: quiet(members), within: p.within, lit: Boolean(p.lamp_mark), lamp: p.lamp_mark + p.number };
};
const moved = (spot, size) => {
  const icon = spot.marker.getElement();
  const half = Math.max(spot.r * 2 - 2, HIT) / 2;
  icon.style.marginLeft = `${spot.x - spot.at.x - half}px`;
  icon.style.marginTop = `${spot.y - spot.at.y - half}px`;
  // a stop for the keyboard only where it is seen
  icon.tabIndex = spot.x >= 0 && spot.y >= 0 && spot.x <= size.x && spot.y <= size.y ? 0 : -1;
};

// the lamps, the most urgent first, each beside its mark; gives the boxes that they cover
const hang = (spots) => {
  const boxes = [];
  spots.filter((spot) => spot.lamp).sort((a, b) => a.rank - b.rank).forEach((spot) => {
    const width = LAMP.width + LAMP.digit * (spot.lamp.length - 1);
    const corner = cornerFor(spot, width, LAMP.height, spots, boxes);
    const { style } = spot.marker.getElement().querySelector('.gx-lamp');
    style.display = corner ? '' : 'none';
    if (!corner) return;
    style.transform = `translate(-50%,-50%) translate(${corner[0]}px,${corner[1]}px)`;
    boxes.push(boxAt(spot.x + corner[0], spot.y + corner[1], width, LAMP.height));
  });
  return boxes;
};

// keeps the group in line with what is wanted; does nothing twice
export const markerLayer = (map, chosen, width) => {
  const roads = lineLayer(map, chosen, width);
  const group = L.layerGroup([roads.group]);
  const made = new Map();
  let clusters = [];
  let drawn = new Set();
  const markerOf = (members) => {
    const key = members.map((each) => each.properties.id).join();
    if (!made.has(key)) made.set(key, create(members, chosen));
    return made.get(key);
  };
  const show = (features, selected) => {
    const [alone, many] = sorted(map, features.filter((each) => !isLine(each)));
    roads.show(features.filter(isLine), selected);
    clusters.forEach((each) => group.removeLayer(each));
    const wanted = new Set(marksOf(alone, map.getZoom()).map((mark) => {
      const marker = markerOf(mark.members);
      dress(marker, mark, mark.members.some((each) => each.properties.id === selected), map.getZoom());
      return marker;
    }));
    drawn.forEach((marker) => { if (!wanted.has(marker)) group.removeLayer(marker); });
    wanted.forEach((marker) => { if (!group.hasLayer(marker)) group.addLayer(marker); });
    drawn = wanted;
    clusters = many.map((members) => cluster(map, members));
    clusters.forEach((each) => group.addLayer(each));
  };
  // where everything stands now: marks apart, lamps beside them
  const spots = () => {
    const own = [...drawn].map((marker) => spotOf(map, marker));
    part(own);
    own.forEach((spot) => moved(spot, map.getSize()));
    const lamps = hang(own);
    const heaps = clusters.map((each) => ({ ...map.latLngToContainerPoint(each.getLatLng()), r: 19, name: '' }));
    return { spots: [...own, ...heaps], lamps };
  };
  return { group, show, spots, lines: roads.marks };
};
