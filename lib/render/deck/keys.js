// Keys, clicks and a finger's sweep.
import { deck, edge, hooks, scenes, show, step, toggleRunning, wear, wears } from './scenes.js';

const SWEEP = 60; // pixels
const ON_BLANK = ['b', '.', 'Escape', 'f', 'p']; // other keys show the scene again

const flip = (name) => {
  wear(name, !wears(name));
  if (name === 'grid' && wears('grid')) {
    const on = deck().querySelector('.scene.on');
    if (on) on.scrollIntoView({ block: 'center' });
  }
  hooks.forEach((hook) => hook(true));
};
const full = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
};
const [forth, back] = [() => step(1), () => step(-1)];
const KEYS = {
  ArrowRight: forth, ArrowDown: forth, PageDown: forth, ' ': forth, Enter: forth,
  ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
  Home: () => edge(false), End: () => edge(true),
  b: () => flip('blank'), '.': () => flip('blank'), o: () => flip('grid'),
  p: toggleRunning, f: full,
  Escape: () => leave(),
};
const BY_HAND = { back, forth, grid: KEYS.o, full };
// out of the overview or the black screen, else out of the deck
const leave = () => {
  if (wears('grid') || wears('blank')) ['grid', 'blank'].forEach((face) => wear(face, false));
  else if (document.fullscreenElement) document.exitFullscreen();
  else { const way = deck().querySelector('[data-leave]'); if (way) way.click(); }
};

// the key that this event gives the deck, if any
export const keyOf = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const on = (what) => event.target.closest && event.target.closest(what);
  if (on('input, textarea, select, [contenteditable]')) return null;
  // a link that was clicked keeps the focus: only its own keys stay with it
  if (on('a, button') && [' ', 'Enter'].includes(event.key)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return KEYS[key] ? key : null;
};

const pressed = (event) => {
  const key = scenes().length ? keyOf(event) : null;
  if (!key) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.repeat) return;
  if (key === 'Enter' && wears('grid')) { flip('grid'); return; }
  if (wears('blank') && !ON_BLANK.includes(key)) wear('blank', false);
  KEYS[key]();
};

const clicked = (event) => {
  const box = deck();
  const by = box && event.target.closest && event.target.closest('.control [data-do]');
  if (by) { by.blur(); BY_HAND[by.dataset.do](); return; }
  const scene = event.target.closest && event.target.closest('.gx-deck > .scene');
  if (!box || !scene || event.target.closest('a, button')) return;
  if (wears('grid')) {
    wear('grid', false);
    show(scene.dataset.scene);
  } else if (!box.classList.contains('notes')) step(event.clientX < innerWidth / 4 ? -1 : 1);
  else if (scene.classList.contains('next')) step(1);
};

// by how many scenes a finger went: 1, -1, or 0 when it meant something else
export const sweep = (from, to) => {
  const [by, down] = [to.clientX - from.clientX, to.clientY - from.clientY];
  return Math.abs(by) > SWEEP && Math.abs(by) > 2 * Math.abs(down) ? -Math.sign(by) : 0;
};

export const watchHands = () => {
  let from = null;
  document.addEventListener('keydown', pressed, true);
  document.addEventListener('click', clicked, true);
  document.addEventListener('touchstart', (event) => { from = event.changedTouches[0]; }, { passive: true });
  document.addEventListener('touchend', (event) => {
    if (!from || !scenes().length || !event.target.closest('.gx-deck')) return;
    const by = sweep(from, event.changedTouches[0]);
    if (by) step(by);
  }, { passive: true });
};
