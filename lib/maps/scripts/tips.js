// What a mark says of its places, and how it is chosen.
import { el } from './elements.js';

export const brief = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
export const byUrgency = (a, b) => a.properties.rank - b.properties.rank || a.properties.label_ord - b.properties.label_ord;

// a click, or the keys of a button
export const onChoice = (marker, act) => {
  marker.on('click', act);
  marker.on('keypress', (event) => ['Enter', ' '].includes(event.originalEvent.key) && act());
};

export const tipOf = (members) => {
  const p = members[0].properties;
  const tip = el('div', 'gx-tip');
  const said = [p.name, `${p.category_name} · ${p.precision_name}`];
  if (p.along) said.push(`含 ${p.along}`);
  if (p.projects) said.push(`事项 ${p.projects} · ${p.lamp_mark} ${p.lamp_word}`);
  if (members.length > 1) said.push(`同一地址还有 ${members.slice(1).map((each) => each.properties.name).join('、')}`);
  said.forEach((line) => tip.append(el('div', '', brief(line, 60))));
  return tip;
};
