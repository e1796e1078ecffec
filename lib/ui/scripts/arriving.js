// What a page shows first: the current tab, the quote that was asked for; after signing in,
// the page where that began.
import { bare, inside } from './addresses.js';
import { go } from './moving.js';
import { forget, keep, recall } from '../../render/storage.js';

const BACK = 'gxBack';
let tab = null;
let quoted = null;

// the row of pages scrolls on a phone: the current one is brought into view
export const revealTab = () => {
  const now = document.querySelector('nav[aria-label="主导航"] a[aria-current]');
  if (!now || now === tab) return;
  tab = now;
  const row = now.closest('nav');
  row.scrollLeft = now.offsetLeft - (row.clientWidth - now.offsetWidth) / 2;
};

// a click on a quote ends at that quote in its document
export const revealQuote = () => {
  const row = document.querySelector('.gx tr.here');
  if (!row || quoted === location.search) return;
  quoted = location.search;
  row.scrollIntoView({ block: 'center' });
};

// signing in ends on the first page: go back to where it began
export const returnAfterLogin = () => {
  document.addEventListener('click', (event) => {
    if (event.target.closest('.st-key-login button')) {
      keep(BACK, location.pathname + location.search);
    }
  }, true);
  const back = recall(BACK);
  if (!back || bare(location.pathname) !== '/') return;
  forget(BACK);
  if (inside(back) && bare(back) !== '/') go(back);
};
