// Room on the map, in pixels of its container: circles {x, y, r} and boxes {x, y, w, h}.
const EDGE = 8;
const FURTHEST = 18; // pixels that a mark may move from its place
const ROUNDS = 16;
const CORNERS = [[1, -1], [-1, -1], [1, 1], [-1, 1], [1, 0], [-1, 0], [0, -1], [0, 1]];
// directions of a name beside its mark, the easiest to read first
const TURNS = [0, 8, 4, 12, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11].map((each) => each * Math.PI / 8);
const FAR = [0, 9, 20, 32, 46, 62];

export const boxAt = (x, y, w, h) => ({ x: x - w / 2, y: y - h / 2, w, h });

// a turned name's footprint as circles along its direction
export const circles = (x, y, turn, width, height) => {
  const count = Math.max(1, Math.ceil((width - height) / (height * 0.7)) + 1);
  const reach = Math.max(0, width - height);
  return Array.from({ length: count }, (_, i) => {
    const off = count === 1 ? 0 : (i / (count - 1) - 0.5) * reach;
    return { x: x + off * Math.cos(turn), y: y + off * Math.sin(turn), r: height * 0.62 };
  });
};

const between = (low, value, high) => Math.min(Math.max(value, low), high);
const touch = (a, b) => {
  if (a.w && b.w) return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  if (a.w) return touch(b, a);
  if (b.w) return (a.x - between(b.x, a.x, b.x + b.w)) ** 2 + (a.y - between(b.y, a.y, b.y + b.h)) ** 2 < a.r ** 2;
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < (a.r + b.r) ** 2;
};
const inFrame = (a, size) => (a.w
  ? a.x > EDGE / 2 && a.y > EDGE / 2 && a.x + a.w < size.x - EDGE / 2 && a.y + a.h < size.y - EDGE / 2
  : a.x > EDGE && a.y > EDGE && a.x < size.x - EDGE && a.y < size.y - EDGE);

export const clear = (footprint, taken) => footprint.every((a) => taken.every((b) => !touch(a, b)));
export const free = (footprint, taken, size) => footprint.every((a) => inFrame(a, size)) && clear(footprint, taken);

const push = (a, b, nth) => {
  const need = a.r + b.r + 1;
  const gap = Math.hypot(a.x - b.x, a.y - b.y);
  if (gap >= need) return false;
  const turn = gap < 0.5 ? 2.4 * nth : Math.atan2(a.y - b.y, a.x - b.x);
  const by = (need - gap) / 2;
  [[a, by], [b, -by]].forEach(([each, far]) => {
    const [dx, dy] = [each.x + far * Math.cos(turn) - each.home.x, each.y + far * Math.sin(turn) - each.home.y];
    const most = Math.min(1, FURTHEST / (Math.hypot(dx, dy) || 1));
    each.x = each.home.x + dx * most;
    each.y = each.home.y + dy * most;
  });
  return true;
};

// marks that cover each other move a little apart; each is {x, y, r}
export const part = (marks) => {
  marks.forEach((each) => { each.home = { x: each.x, y: each.y }; });
  for (let round = 0, moved = true; moved && round < ROUNDS; round += 1) {
    moved = false;
    marks.forEach((a, i) => marks.slice(i + 1).forEach((b) => { moved = push(a, b, i) || moved; }));
  }
};

// where a mark's lamp covers nothing, as an offset of the mark's middle; nothing: no room
export const cornerFor = (mark, width, height, marks, lamps) => {
  const others = marks.filter((each) => each !== mark);
  return CORNERS.map(([x, y]) => [x * (mark.r * (y ? 0.55 : 0.9) + width / 2 - 2), y * (mark.r * (x ? 0.6 : 0.9) + height / 2 - 2)])
    .find(([x, y]) => clear([boxAt(mark.x + x, mark.y + y, width, height)], [...others, ...lamps]));
};

// places of a name beside a mark, the nearest first; further off with a line to the mark
export const around = (spot, width, height) => FAR.flatMap((far) => TURNS.map((turn) => {
  const [x, y] = [Math.cos(turn), Math.sin(turn)];
  const reach = spot.r + 3 + far;
  const [mx, my] = [x * reach + between(-1, x * 1.7, 1) * width / 2, y * reach + between(-1, y * 1.7, 1) * height / 2];
  const end = { x: spot.x + x * reach, y: spot.y + y * reach };
  const start = { x: spot.x + x * spot.r, y: spot.y + y * spot.r };
  return { x: spot.x + mx, y: spot.y + my, turn: 0, far, leader: far > 9 ? [start, end] : null };
}));

// a line as points that nothing should cover
export const beads = ([a, b], r, step) => {
  const count = Math.max(1, Math.ceil(Math.hypot(a.x - b.x, a.y - b.y) / step));
  return Array.from({ length: count + 1 }, (_, i) => ({ x: a.x + (b.x - a.x) * i / count, y: a.y + (b.y - a.y) * i / count, r }));
};
