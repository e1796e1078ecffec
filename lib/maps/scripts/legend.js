// The legend is the layer control: a box for each part of the base and each category.
import { el } from './elements.js';
import { GROUND } from './ground.js';

let ticks = []; // [box, category]

const boxed = (name, mark, note, act) => {
  const label = el('label', '');
  const input = Object.assign(el('input', ''), { type: 'checkbox', checked: true });
  input.addEventListener('change', () => act(input.checked));
  label.append(input, mark, el('span', '', name));
  if (note) label.append(el('small', '', note));
  return [label, input];
};
const coloured = (className, colour, text) => {
  const mark = el('i', className, text);
  mark.style.setProperty('--c', colour);
  return mark;
};

const inPairs = (rows) => {
  const made = el('div', 'two');
  made.append(...rows);
  return made;
};

// ids of the ticked categories
export const ticked = () => ticks.filter(([each]) => each.checked).map(([, id]) => id);
export const allTicked = () => ticks.every(([each]) => each.checked);
// none is all
export const tick = (categories) => {
  ticks.forEach(([box, id]) => { box.checked = !categories.length || categories.includes(id); });
};

// what marks and lamps mean
const meanings = (lamps, width) => {
  const road = coloured('bar', lamps[0][2]);
  road.style.borderTopWidth = `${width}px`;
  const row = ([mark, words]) => {
    const made = el('p', '');
    made.append(mark, el('span', '', words));
    return made;
  };
  const lit = lamps.map(([mark, word, colour]) => row([coloured('lamp', colour, mark), word]));
  const others = [
    [coloured('sample', '#46504e'), '位置精确或到楼宇'],
    [coloured('sample rough', '#46504e'), '位置到路段、大致或科室填报'],
    [road, '有事项的路，颜色同最急的灯'],
  ];
  return [inPairs(lit), el('p', '', '灯旁的数字：这种灯的事项数'), ...others.map(row)];
};

// signs first, the base last.
// tiles: what switches them, or nothing; switched(): after the base, toggled(): after a category
export const fillLegend = (list, { categories, lamps, busy, colours, tiles, switched, toggled }) => {
  const ground = [...(tiles ? [['底图服务', 'road', '', tiles]] : []), ...GROUND];
  const layers = ground.map(([name, colour, dash, act]) => {
    const mark = coloured(`bar ${dash}`, colours[colour]);
    return boxed(name, mark, '', (on) => { act(on); switched(); })[0];
  });
  const boxes = categories.map((each) => boxed(
    each.name, coloured(each.quiet ? 'quiet' : '', each.fill, each.quiet ? '' : each.icon), String(each.count), toggled,
  ));
  ticks = boxes.map(([, input], place) => [input, categories[place].id]);
  list.replaceChildren(
    el('h4', '', '记号'), ...meanings(lamps, busy),
    el('h4', '', '点位'), inPairs(boxes.map(([label]) => label)),
    el('h4', '', '底图'), inPairs(layers),
  );
};
