// Names on the map: a name stands only where no mark, no lamp and no other name is.
import { around, beads, boxAt, circles, clear, free } from './layout.js';

const STEP = 20; // pixels between two places that a name tries along its line
const FEW = 12; // so few places have room for their names at any zoom
const LONGEST = 14; // letters of a place's name
const AWAY = 60; // so far from its mark a name may go to keep off the lines
const AGAIN = 4; // runs, so that who found no room goes first
const NEAR = 14.6; // from this zoom on small roads without places have names
const LINES = { axis: [14, 650], main: [14, 650], metro: [12, 500], water: [13, 500], road: [12, 500] };
// the order of names: roads with projects, axes, roads around, places (2 to 4), the others
const FIRST = { axis: 0.5, main: 1, road: 6, water: 7, metro: 8 };
const OUTSIDE = 1; // later than the places within
const SIGN = 13; // pixels of a sign's letters
const LAST = 10; // stations and landmarks
export const lines = []; // of the base: {kind, line, full, name, points, shown}
const pen = document.createElement('canvas').getContext('2d');

const fontOf = (size, weight) => `${weight} ${size}px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif`;
const widthOf = (text, size, weight) => {
  pen.font = fontOf(size, weight);
  return pen.measureText(text).width + 4;
};

// a line by its length: where its nth pixel is
const measured = (points) => {
  const marks = [0];
  for (let i = 1; i < points.length; i += 1) marks.push(marks[i - 1] + points[i].distanceTo(points[i - 1]));
  const at = (mark) => {
    let i = 1;
    while (i < points.length - 1 && marks[i] < mark) i += 1;
    const share = (mark - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
    return points[i - 1].add(points[i].subtract(points[i - 1]).multiplyBy(share));
  };
  return { at, length: marks[marks.length - 1] };
};

// places on a line for something so wide, the middle of the visible part first
const middles = (points, width, size, step, straight) => {
  const { at, length } = measured(points);
  const found = [];
  for (let mark = width / 2; mark <= length - width / 2; mark += step) {
    const [a, b, { x, y }] = [at(mark - width / 2), at(mark + width / 2), at(mark)];
    if (a.distanceTo(b) < width * straight || x < 0 || y < 0 || x > size.x || y > size.y) continue;
    let turn = Math.atan2(b.y - a.y, b.x - a.x);
    if (turn > Math.PI / 2 + 0.01) turn -= Math.PI;
    if (turn < -Math.PI / 2 + 0.01) turn += Math.PI;
    found.push({ x, y, turn, off: Math.hypot(x - size.x / 2, y - size.y / 2) });
  }
  return found.sort((a, b) => a.off - b.off);
};
const aside = (found, far) => found.map((each) => ({ ...each, x: each.x - far * Math.sin(each.turn), y: each.y + far * Math.cos(each.turn) }));

// a name along its line, or beside it
const along = (points, width, size) => {
  const found = middles(points, width, size, STEP, 0.93);
  return [...found, ...aside(found, 15), ...aside(found, -15)];
};
// a sign stands upright on its line, or beside it with a line to it
const signposts = (points, width, height, size) => {
  const found = middles(points, 24, size, STEP / 2, 0);
  const beside = found.flatMap((on) => [1, -1].flatMap((side) => [6, 22].map((gap) => {
    const [dx, dy] = [-Math.sin(on.turn) * side, Math.cos(on.turn) * side];
    const [x, y] = [on.x + dx * (gap + width / 2), on.y + dy * (gap + height / 2)];
    return { ...on, x, y, leader: [on, { x: on.x + dx * gap, y: on.y + dy * gap }] };
  })));
  return [...found, ...beside].map((each) => ({ ...each, turn: 0 }));
};

const lineLabel = (map, line, mark) => {
  const [size, weight] = LINES[line.kind] || LINES.road;
  const said = mark && mark.said;
  // a road that places stand for has its name at any zoom; without room for all, the name alone
  return { rank: said ? mark.rank / 100 : FIRST[line.kind] || FIRST.road, size: said ? SIGN : size, weight: said ? 650 : weight,
    mark, sign: Boolean(said), badges: [],
    texts: said ? [`${line.name} ${said}`, line.name] : [line.name],
    points: line.points.map((each) => map.latLngToContainerPoint(each)) };
};

const placeLabel = (spot) => {
  const name = spot.name.length > LONGEST ? `${spot.name.slice(0, LONGEST - 1)}…` : spot.name;
  const rank = spot.quiet ? LAST : 2 + spot.order / 10 + (spot.within ? 0 : OUTSIDE);
  return { rank, size: 12, weight: 500, spot, quiet: spot.quiet, texts: [name + spot.more], badges: spot.badges };
};

const wanted = (map, spots, marks) => {
  const zoom = map.getZoom();
  const named = (line) => marks.has(line.full) || (LINES[line.kind] && (line.kind !== 'road' || zoom >= NEAR));
  // within the district all categories with names, beyond it from the zoom that its row says
  const near = (spot) => spots.length <= FEW || spot.lit || (spot.from && (spot.within || zoom >= spot.from));
  return [
    ...lines.filter((line) => (line.shown !== false || (marks.has(line.full) && marks.get(line.full).said)) && named(line))
      .map((line) => lineLabel(map, line, marks.get(line.full))),
    ...spots.filter((spot) => spot.name && near(spot)).map(placeLabel), // a cluster has no name
  ].sort((a, b) => a.rank - b.rank);
};

const controlBoxes = (map) => {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.leaflet-control')].map((each) => {
    const box = each.getBoundingClientRect();
    return { x: box.left - frame.left, y: box.top - frame.top, w: box.width, h: box.height };
  });
};

const footprint = (place, width, height) => (place.turn
  ? circles(place.x, place.y, place.turn, width, height)
  : [boxAt(place.x, place.y, width, height)]);

const triesOf = (label, width, height, size) => {
  if (label.sign) return signposts(label.points, width, height, size);
  return label.points ? along(label.points, width, size) : around(label.spot, width, height);
};

// the first free place of the first of its texts that has one
const placeOf = (label, { taken, soft, solid, size }) => {
  const height = label.size + (label.sign ? 9 : 4);
  let found = null;
  label.texts.some((text) => {
    const width = widthOf(text, label.size, label.weight) + label.badges.length * 15 + (label.sign ? 10 : 0);
    const tries = triesOf(label, width, height, size)
      .map((each) => ({ ...each, text, ground: footprint(each, width, height) }))
      .filter((each) => free(each.ground, taken, size) && (!each.leader || clear(beads(each.leader, 1, 6), solid.filter((one) => one.of !== label.spot))));
    found = (label.spot && tries.find((each) => each.far < AWAY && clear(each.ground, soft))) || tries[0] || null;
    return found;
  });
  return found;
};

const arrange = (labels, room) => {
  const taken = [...room.taken];
  const lost = [];
  const placed = labels.map((label) => {
    const place = placeOf(label, { ...room, taken });
    if (place) taken.push(...place.ground); else lost.push(label);
    return [label, place];
  });
  return { placed, lost: lost.filter((label) => label.rank < FIRST.road) };
};

// who found no room goes first in the next run; the run that loses least counts
const best = (labels, room) => {
  let found = arrange(labels, room);
  let next = found;
  for (let run = 1; next.lost.length && run < AGAIN; run += 1) {
    const { lost } = next;
    labels = [...lost, ...labels.filter((label) => !lost.includes(label))];
    next = arrange(labels, room);
    if (next.lost.length < found.lost.length) found = next;
  }
  return found.placed;
};

const drawn = (className, { x, y }, style) => {
  const box = document.createElement('div');
  box.className = className;
  Object.assign(box.style, { left: `${x}px`, top: `${y}px`, ...style });
  return box;
};
const labelBox = (label, place, origin) => {
  const box = drawn(`gx-label${label.quiet ? ' quiet' : ''}`, origin.add([place.x, place.y]), {
    font: fontOf(label.size, label.weight), transform: `translate(-50%,-50%) rotate(${place.turn}rad)` });
  box.textContent = place.text;
  label.badges.forEach((badge) => box.append(Object.assign(document.createElement('b'), { textContent: badge })));
  return box;
};
const leaderBox = ([a, b], origin) => drawn('gx-leader', origin.add([a.x, a.y]), {
  width: `${Math.hypot(b.x - a.x, b.y - a.y)}px`, transform: `rotate(${Math.atan2(b.y - a.y, b.x - a.x)}rad)` });

// spots: the marks that are drawn, and their lamps, in pixels of the container; marks: base
// line → {said, rank, put(place, font)} of a line that places stand for, put without a place: no room
export const drawLabels = (map, { spots, lamps }, marks) => {
  const pane = map.getPane('gxLabels');
  pane.replaceChildren();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const solid = spots.map((spot) => ({ of: spot, x: spot.x, y: spot.y, r: spot.r + 2 }));
  const labels = wanted(map, spots, marks);
  const bounds = lines.filter((line) => line.kind === 'axis' || line.kind === 'main')
    .map((line) => ({ points: line.points.map((each) => map.latLngToContainerPoint(each)) }));
  const soft = [...labels.filter((label) => label.sign), ...bounds].flatMap(({ points }) => points.slice(1).flatMap((each, i) => beads([points[i], each], 4, 8)));
  const placed = best(labels, { solid, soft, taken: [...solid, ...lamps, ...controlBoxes(map)], size: map.getSize() });
  marks.forEach((mark) => mark.put(null));
  placed.forEach(([label, place]) => {
    if (!place) return;
    if (label.mark) label.mark.put(place, fontOf(label.size, label.weight));
    else pane.append(labelBox(label, place, origin));
    if (place.leader) pane.append(leaderBox(place.leader, origin));
  });
};
