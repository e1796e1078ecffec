// For those who cannot see it: how many are left after a choice. The words come with the
// list (`data-said`).
import { lineOf } from './lines.js';

let said = null;

export const sayCount = () => {
  const text = document.querySelector('.gx [data-said]');
  const words = text ? text.dataset.said : '';
  if (words === said) return;
  const first = said === null;
  said = words;
  if (!first) lineOf('gx-live').textContent = words;
};
