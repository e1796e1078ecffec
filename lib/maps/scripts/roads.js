// Places that are a whole line: the line itself stands for them. With projects it has its worst
// lamp's colour; its name is the mark that can be clicked and reached by keys.
import { el } from './elements.js';
import { lines } from './labels.js';
import { brief, byUrgency, onChoice, tipOf } from './tips.js';

const HIT = 20; // pixels around a line that count as the line

const nameOf = (p) => {
  const name = el('span', `gx-road${p.said ? ' sign' : ''}`, '');
  name.style.setProperty('--c', p.line_colour || '');
  name.setAttribute('role', 'img');
  name.setAttribute('aria-label', brief([p.name, p.category_name, p.said].filter(Boolean).join('，'), 80));
  return name;
};

const create = (base, members, chosen, width) => {
  const p = members[0].properties;
  const [lon, lat] = members[0].geometry.coordinates;
  const name = nameOf(p);
  const marker = L.marker([lat, lon], { keyboard: true, zIndexOffset: 200,
    icon: L.divIcon({ html: name, className: '', iconSize: [0, 0] }) });
  Object.assign(marker, { feature: members[0], members });
  const hit = L.polyline(base.points, { weight: HIT, opacity: 0 });
  const parts = [hit, marker];
  if (p.lamp_mark) parts.unshift(L.polyline(base.points, { weight: width, color: p.line_colour, opacity: 1, interactive: false }));
  [hit, marker].forEach((each) => {
    each.bindTooltip(() => tipOf(members), { direction: 'top', sticky: each === hit });
    onChoice(each, () => chosen(p.id));
  });
  // its name is the stop; Leaflet's listeners make the line one too, and nobody sees it
  hit.on('add', () => hit.getElement() && hit.getElement().setAttribute('tabindex', '-1'));
  return { marker, name, parts, said: p.said, rank: p.rank };
};

const put = (map, own) => (place, font) => {
  const icon = own.marker.getElement();
  if (!icon) return;
  icon.style.display = place ? '' : 'none';
  if (!place) return;
  own.marker.setLatLng(map.containerPointToLatLng([place.x, place.y]));
  own.name.textContent = place.text;
  own.name.style.font = font;
  own.name.style.transform = `translate(-50%,-50%) rotate(${place.turn}rad)`;
};

export const isLine = (feature) => Boolean(feature.properties.line) && lines.some((each) => each.full === feature.properties.line);

export const lineLayer = (map, chosen, width) => {
  const group = L.layerGroup();
  const made = new Map();
  let drawn = new Map(); // name of a base line → what is drawn of it
  const ownOf = (base, members) => {
    const key = members.map((each) => each.properties.id).join();
    if (!made.has(key)) {
      const own = create(base, members, chosen, width);
      made.set(key, Object.assign(own, { put: put(map, own) }));
    }
    return made.get(key);
  };
  const show = (features, selected) => {
    const wanted = new Map();
    lines.forEach((base) => {
      const members = features.filter((each) => each.properties.line === base.full).sort(byUrgency);
      if (!members.length) return;
      const own = ownOf(base, members);
      wanted.set(base.full, own);
      own.name.classList.toggle('on', members.some((each) => each.properties.id === selected));
    });
    drawn.forEach((own, name) => {
      if (wanted.get(name) !== own) own.parts.forEach((each) => group.removeLayer(each));
    });
    wanted.forEach((own) => own.parts.forEach((each) => { if (!group.hasLayer(each)) group.addLayer(each); }));
    drawn = wanted;
  };
  return { group, show, marks: () => drawn };
};
