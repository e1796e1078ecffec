// The scenes of the deck in the page: which one is shown, and what follows from that.
import { forgetTimes, keepTimes, timesOf } from './times.js';

const LATER = 60; // ms: browsers refuse more than a few changes of the address a second
const REFUSED = 2000; // ms until one that was refused is tried again
// told: the scene that the address named when it was last read or written
const state = { now: null, told: null, seen: null, begun: Date.now(), here: Date.now(), offline: false };
const faces = new Set(); // of the deck: blank, grid; a run that draws it anew keeps them
export const hooks = []; // called after a change; true: by the person at this screen
let running = null; // the timer of scenes that change by themselves
let later = null;

export const startScenes = ({ offline }) => { state.offline = offline; };
export const deck = () => document.querySelector('.gx-deck');
export const scenes = () => [...document.querySelectorAll('.gx-deck > .scene')];
export const current = () => scenes().find((each) => each.dataset.scene === state.now);
export const wears = (face) => faces.has(face);
export const wear = (face, on) => {
  if (on) faces.add(face); else faces.delete(face);
  deck().classList.toggle(face, on);
};
export const since = () => ({ begun: state.begun, here: state.here });
export const shownState = () => ({ scene: state.now, blank: wears('blank') });

const hash = () => {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ''; } // cut within a letter
};
const asked = () => (state.offline ? hash() : new URLSearchParams(location.search).get('scene')) || '';
const isHere = () => state.offline
  || new URLSearchParams(location.search).get('deck') === deck().dataset.deck;

const writeAddress = () => {
  if (!deck() || !isHere() || asked() === state.now) return;
  state.told = state.now;
  if (state.offline) {
    try { history.replaceState(null, '', `#${encodeURIComponent(state.now)}`); } catch { location.hash = state.now; }
    return;
  }
  const query = new URLSearchParams(location.search);
  query.set('scene', state.now);
  try { history.replaceState(history.state, '', `${location.pathname}?${query}`); } catch {
    state.told = asked();
    addressFollows(REFUSED);
  }
};
const addressFollows = (after = LATER) => {
  clearTimeout(later);
  later = setTimeout(writeAddress, after);
};

const progressBar = (box) => {
  const old = box.querySelector('.progress');
  if (old) return old;
  const bar = Object.assign(document.createElement('div'), { className: 'progress' });
  box.append(bar);
  paintRunning();
  return bar;
};
const paintRunning = () => {
  const bar = deck() && deck().querySelector('.progress');
  if (bar) bar.style.background = running ? 'var(--amber)' : '';
};
const mark = () => {
  const all = scenes();
  if (!all.length) return;
  const at = Math.max(0, all.findIndex((each) => each.dataset.scene === state.now));
  const follows = all[at + 1];
  const next = follows && follows.className.includes('appendix') === all[at].className.includes('appendix') && follows;
  state.now = all[at].dataset.scene;
  all.forEach((each, number) => {
    each.classList.toggle('on', number === at);
    each.classList.toggle('next', each === next);
  });
  const box = deck();
  // of the run, or of the appendix
  const own = row();
  progressBar(box).style.width = `${(100 * (own.indexOf(all[at]) + 1)) / own.length}%`;
  const note = box.querySelector('[data-note]');
  if (!note) return;
  note.replaceChildren(...[...all[at].querySelectorAll('aside p')].map((each) => each.cloneNode(true)));
  box.querySelector('[data-next]').textContent = next ? `下一张：${next.dataset.title}` : '最后一张';
};

const keepClock = () => keepTimes(state.seen.dataset.deck, { ...since(), scene: state.now });

export const show = (id, own = true) => {
  if (!scenes().some((each) => each.dataset.scene === id)) return;
  const moved = id !== state.now;
  state.now = id;
  if (moved) state.here = Date.now();
  if (moved) keepClock();
  mark();
  addressFollows();
  if (moved || own) hooks.forEach((hook) => hook(own));
  if (running) advance(true);
};
// the run, or the appendix when one of its scenes is shown
const row = () => {
  const here = current();
  const behind = !!here && here.classList.contains('appendix');
  return scenes().filter((each) => each.classList.contains('appendix') === behind);
};
export const step = (by) => {
  const all = row();
  const at = all.findIndex((each) => each.dataset.scene === state.now);
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (next) show(next.dataset.scene);
};
export const edge = (last) => {
  const all = scenes().filter((each) => !each.classList.contains('appendix'));
  if (all.length) show(all[last ? all.length - 1 : 0].dataset.scene);
};
const advance = (on) => {
  clearTimeout(running);
  running = on && current() ? setTimeout(() => step(1), 1000 * current().dataset.seconds) : null;
  paintRunning();
};
export const toggleRunning = () => advance(!running);

// the page was drawn anew, or another deck was chosen: show what the address says
export const settle = () => {
  const box = deck();
  document.documentElement.classList.toggle('gx-staged', !!box && !state.offline);
  if (!box) {
    if (!state.seen) return;
    Object.assign(state, { seen: null, now: null });
    faces.clear();
    forgetTimes();
    advance(false);
    return;
  }
  if (box === state.seen && box.querySelector('.progress')) return;
  const fresh = !state.seen || state.seen.dataset.deck !== box.dataset.deck;
  state.seen = box;
  state.told = asked();
  if (fresh) {
    faces.clear();
    Object.assign(state, timesOf(box.dataset.deck, asked(), Date.now()));
  }
  if (fresh || !state.now) state.now = asked();
  mark();
  keepClock();
  faces.forEach((face) => box.classList.add(face));
  hooks.forEach((hook) => hook(fresh));
};
// the browser's own way back
export const back = () => {
  // on the way out the audience stays where it is; news of the store come the same way at any
  // moment: where the address is as it was, a step that it does not tell yet stands
  if (!scenes().length || !isHere() || asked() === state.told) return;
  state.told = asked();
  const id = state.told || scenes()[0].dataset.scene;
  if (id !== state.now) show(id);
};
