// The replay slider: its words follow at once, the page when it comes to rest.
import { submitForm } from './forms.js';

const REST = 600; // ms
let rest = null;
let sliding = false;

const sliderForm = (event) => event.target.closest && event.target.closest('.gx form[data-slide]');

const settleSlider = (form) => {
  clearTimeout(rest);
  const range = form.querySelector('input[type=range]');
  if (range.value === range.defaultValue) return;
  sliding = true;
  submitForm(form);
};

export const dayAfter = (first, days) => {
  const day = new Date(`${first}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(days));
  return day.toISOString().slice(0, 10);
};

// the slider is drawn anew with the band: the keyboard stays on it
export const holdSlider = () => {
  const slider = sliding && document.querySelector('.gx-band.replay input[type=range]');
  if (!slider || document.activeElement !== document.body) return;
  sliding = false;
  slider.focus({ preventScroll: true });
};

export const watchSlider = () => {
  document.addEventListener('input', (event) => {
    const form = sliderForm(event);
    if (!form || event.target.type !== 'range') return;
    const text = dayAfter(form.dataset.slide, event.target.value);
    form.querySelector('output').textContent = text;
    form.querySelector('input[name=as_of]').value = text;
    event.target.setAttribute('aria-valuetext', text);
    clearTimeout(rest);
    rest = setTimeout(() => settleSlider(form), REST);
  }, true);
  document.addEventListener('change', (event) => {
    const form = sliderForm(event);
    if (form && event.target.matches(':not(:focus-visible)')) settleSlider(form);
  }, true);
};

// the menu that holds it on a phone
export const watchReplayMenu = () => {
  const closeReplay = (but) => document.querySelectorAll('details.replay-menu[open]').forEach((menu) => {
    if (!but || !menu.contains(but)) menu.open = false;
  });
  document.addEventListener('click', (event) => closeReplay(event.target));
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeReplay(null); });
};
