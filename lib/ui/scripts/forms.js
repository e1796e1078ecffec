// Forms inside the app change the address like links; a day counts as soon as it is chosen.
import { formAddress } from './addresses.js';
import { go } from './moving.js';

export const submitForm = (form) => {
  const fields = [...new FormData(form)];
  go(formAddress(form.getAttribute('action'), fields, form.dataset.keep, location));
};

export const watchForms = () => {
  document.addEventListener('submit', (event) => {
    if (!event.target.closest('.gx')) return;
    event.preventDefault();
    submitForm(event.target);
  }, true);
};

// a day picked in the calendar counts at once; a typed one when it is finished
export const watchDays = () => {
  let typing = false;
  const isDay = (event) => event.target.closest && event.target.closest('.gx form[data-auto] input');
  document.addEventListener('pointerdown', (event) => { if (isDay(event)) typing = false; }, true);
  document.addEventListener('keydown', (event) => {
    if (!isDay(event)) return;
    typing = event.key !== 'Enter';
    if (event.key === 'Enter' && event.target.value) {
      event.preventDefault();
      submitForm(event.target.form);
    }
  }, true);
  document.addEventListener('change', (event) => {
    if (isDay(event) && !typing && event.target.value) submitForm(event.target.form);
  }, true);
  document.addEventListener('focusout', (event) => {
    const changed = isDay(event) && event.target.value && event.target.value !== event.target.defaultValue;
    if (changed && typing) submitForm(event.target.form);
    typing = false;
  }, true);
};
