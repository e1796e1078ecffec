// The base under the places: lines, ring and quarters, and what the layer control switches of it.
import { el } from './elements.js';
import { lines } from './labels.js';

const CHOSEN = '#d98a00';
const NOTE = /（中心线）|（地下）/;
const quarters = [];
let outline = null;
let traced = [];

export const line = (feature, drawn) => {
  const { name, kind } = feature.properties;
  const full = name.replace(/\ue07b/g, '{');
  lines.push({ kind, line: drawn, full, points: drawn.getLatLngs(), name: full.replace(NOTE, '') });
};
export const ring = (feature, drawn) => { outline = drawn; };
export const quarter = (feature, field) => {
  quarters.push(field);
  const skip = () => field.getElement() && field.getElement().setAttribute('tabindex', '-1');
  field.on('add', skip);
  skip();
  field.bindTooltip(() => el('div', 'gx-tip', feature.properties.text), { sticky: true, direction: 'top' });
  field.on('mouseover', () => field.setStyle({ fillOpacity: 0.16 }));
  field.on('mouseout', () => field.setStyle({ fillOpacity: 0 }));
};

// the chosen road is drawn whole
export const trace = (name) => {
  traced.forEach(([drawn, style]) => drawn.setStyle(style));
  traced = lines.filter((each) => name && each.full === name).map((each) => {
    const { weight, opacity, color } = each.line.options;
    each.line.setStyle({ weight: Math.max(weight, 7) + 6, opacity: 1, color: CHOSEN });
    return [each.line, { weight, opacity, color }];
  });
};

const paint = (kinds, on) => lines.forEach((each) => {
  if (!kinds.includes(each.kind)) return;
  each.shown = on;
  each.line.getElement().style.display = on ? '' : 'none';
});

// name, colour, dash, what the box does
export const GROUND = [
  ['道路与路名', 'main', '', (on) => paint(['axis', 'main', 'road', 'outer', 'tunnel'], on)],
  ['轨道交通线', 'metro', 'dash', (on) => paint(['metro'], on)],
  ['苏州河', 'water', '', (on) => paint(['water'], on)],
  ['沿线范围', 'ring', '', (on) => { outline.getElement().style.display = on ? '' : 'none'; }],
  ['田字四格', 'ring', 'dash', (on) => quarters.forEach((each) => each.setStyle({ opacity: on ? 0.75 : 0 }))],
];
