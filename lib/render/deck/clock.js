// The presenter's clock: since the deck began, and on this scene.
import { current, deck, since } from './scenes.js';

const EVERY = 500; // ms

export const minutes = (ms) => {
  const passed = Math.floor(ms / 1000);
  return `${String(Math.floor(passed / 60)).padStart(2, '0')}:${String(passed % 60).padStart(2, '0')}`;
};

export const runClock = () => {
  setInterval(() => {
    const clock = deck() && deck().querySelector('[data-clock]');
    if (!clock) return;
    const { begun, here } = since();
    const own = deck().querySelector('[data-here]');
    clock.textContent = minutes(Date.now() - begun);
    own.textContent = minutes(Date.now() - here);
    const scene = current();
    own.classList.toggle('late', !!scene && Date.now() - here > 1000 * scene.dataset.seconds);
  }, EVERY);
};
