// Names on the map: a name stands only where no marker and no other name is.
const STEP = 26; // pixels between two places that a name tries along its line
const EDGE = 8;
const FEW = 12; // so few places have room for their names at any zoom
const STRONG = 2; // names that come so early are set in bold
const LINES = { axis: [14, 650], main: [14, 650], metro: [12, 500], water: [13, 500], road: [12, 400] };
const FIRST = { axis: 0, main: 1, water: 5, metro: 6, road: 8 };
export const lines = []; // of the base: {kind, line, full, name, points, shown}
const pen = document.createElement('canvas').getContext('2d');

const fontOf = (size, weight) => `${weight} ${size}px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif`;
const widthOf = (text, size, weight) => {
  pen.font = fontOf(size, weight);
  return pen.measureText(text).width + 4;
};

// a name's footprint as circles along its direction
export const circles = (x, y, turn, width, height) => {
  const count = Math.max(1, Math.ceil((width - height) / (height * 0.7)) + 1);
  const reach = Math.max(0, width - height);
  return Array.from({ length: count }, (_, i) => {
    const off = count === 1 ? 0 : (i / (count - 1) - 0.5) * reach;
    return { x: x + off * Math.cos(turn), y: y + off * Math.sin(turn), r: height * 0.62 };
  });
};

export const free = (footprint, taken, size) => footprint.every((a) =>
  a.x > EDGE && a.y > EDGE && a.x < size.x - EDGE && a.y < size.y - EDGE
  && taken.every((b) => (b.w
    ? a.x + a.r < b.x || a.x - a.r > b.x + b.w || a.y + a.r < b.y || a.y - a.r > b.y + b.h
    : (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > (a.r + b.r) ** 2)));

// places along a line, the middle of the visible part first: on it, then beside it
const along = (map, line, width, size) => {
  const points = line.points.map((each) => map.latLngToContainerPoint(each));
  const marks = [0];
  for (let i = 1; i < points.length; i += 1) marks.push(marks[i - 1] + points[i].distanceTo(points[i - 1]));
  const at = (mark) => {
    let i = 1;
    while (i < points.length - 1 && marks[i] < mark) i += 1;
    const share = (mark - marks[i - 1]) / (marks[i] - marks[i - 1] || 1);
    return points[i - 1].add(points[i].subtract(points[i - 1]).multiplyBy(share));
  };
  const found = [];
  for (let mark = width / 2; mark <= marks[marks.length - 1] - width / 2; mark += STEP) {
    const [a, b, middle] = [at(mark - width / 2), at(mark + width / 2), at(mark)];
    if (a.distanceTo(b) < width * 0.93) continue;
    if (middle.x < 0 || middle.y < 0 || middle.x > size.x || middle.y > size.y) continue;
    let turn = Math.atan2(b.y - a.y, b.x - a.x);
    if (turn > Math.PI / 2 + 0.01) turn -= Math.PI;
    if (turn < -Math.PI / 2 + 0.01) turn += Math.PI;
    found.push({ x: middle.x, y: middle.y, turn, off: Math.hypot(middle.x - size.x / 2, middle.y - size.y / 2) });
  }
  found.sort((a, b) => a.off - b.off);
  const beside = (far) => found.map((each) => ({ ...each, x: each.x - far * Math.sin(each.turn), y: each.y + far * Math.cos(each.turn) }));
  return [...found, ...beside(15), ...beside(-15)];
};

const around = (spot, width, height) => {
  const [dx, dy] = [spot.r + width / 2 + 3, spot.r + height / 2 + 3];
  return [[0, dy], [dx, 0], [-dx, 0], [0, -dy], [dx, dy - 6], [-dx, dy - 6]].map(([x, y]) => ({ x: spot.x + x, y: spot.y + y, turn: 0 }));
};

const wanted = (map, spots) => {
  const zoom = map.getZoom();
  const found = lines.filter((line) => LINES[line.kind] && line.shown !== false && (line.kind !== 'road' || zoom >= 14.6))
    .map((line) => ({ rank: FIRST[line.kind], text: line.name, size: LINES[line.kind][0], weight: LINES[line.kind][1], line, badges: [] }));
  spots.forEach((spot) => {
    // when a category's names appear, and which go first, says its row
    const near = spots.length <= FEW || (spot.from && zoom >= spot.from);
    if (!near || !spot.name || spot.precision === 'line') return; // a cluster has no name
    const name = spot.name.length > 14 ? `${spot.name.slice(0, 13)}…` : spot.name;
    found.push({ rank: spot.order, text: name, size: 12, weight: spot.order <= STRONG ? 650 : 500, spot, badges: spot.badges });
  });
  return found.sort((a, b) => a.rank - b.rank);
};

const controlBoxes = (map) => {
  const frame = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll('.leaflet-control')].map((each) => {
    const box = each.getBoundingClientRect();
    return { x: box.left - frame.left, y: box.top - frame.top, w: box.width, h: box.height };
  });
};

const labelBox = (label, { x, y, turn }) => {
  const box = document.createElement('div');
  box.className = 'gx-label';
  box.textContent = label.text;
  label.badges.forEach((badge) => box.append(Object.assign(document.createElement('b'), { textContent: badge })));
  box.style.font = fontOf(label.size, label.weight);
  box.style.left = `${x}px`;
  box.style.top = `${y}px`;
  box.style.transform = `translate(-50%,-50%) rotate(${turn}rad)`;
  return box;
};

// spots: what is drawn, {x, y, r, name, order, from, precision, badges} in pixels of the container
export const drawLabels = (map, spots) => {
  const pane = map.getPane('gxLabels');
  pane.replaceChildren();
  const size = map.getSize();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const taken = [...spots.map((spot) => ({ x: spot.x, y: spot.y, r: spot.r + 3 })), ...controlBoxes(map)];
  wanted(map, spots).forEach((label) => {
    const height = label.size + 4;
    const width = widthOf(label.text, label.size, label.weight) + label.badges.length * 15;
    const places = label.line ? along(map, label.line, width, size) : around(label.spot, width, height);
    const place = places.find((each) => free(circles(each.x, each.y, each.turn, width, height), taken, size));
    if (!place) return;
    taken.push(...circles(place.x, place.y, place.turn, width, height));
    pane.append(labelBox(label, { x: origin.x + place.x, y: origin.y + place.y, turn: place.turn }));
  });
};
