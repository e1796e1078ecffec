// Links inside the app change the address without a reload.
import { inside, withHere } from './addresses.js';
import { keepMenu } from './facets.js';
import { go } from './moving.js';
import { withFilters } from './remembered.js';

// the link that this click follows without a reload, if any
export const followed = (event) => {
  const link = event.target.closest('.gx a[href]');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  return inside(link.getAttribute('href')) && !link.dataset.file ? link : null;
};

const target = (link) => {
  const href = link.getAttribute('href');
  if (link.dataset.keep !== undefined) return withHere(link.dataset.base || href, link.dataset.keep, location);
  return link.closest('nav[aria-label="主导航"]') ? withFilters(href, location) : href;
};

// Esc closes the open panel, after whatever menu lies over it
export const watchEscape = () => {
  document.addEventListener('keydown', (event) => {
    const close = event.key === 'Escape' && document.querySelector('#panel .close');
    if (!close || event.target.matches('input, select, textarea')) return;
    if (document.querySelector('details.facet[open], details.replay-menu[open]')) return;
    close.click();
  }, true);
};

export const watchLinks = () => {
  document.addEventListener('click', (event) => {
    const link = followed(event);
    if (!link) return;
    event.preventDefault();
    keepMenu(link.closest('details.facet'));
    go(target(link));
  }, true);
  // for those who copy such a link or open it in another window
  document.addEventListener('pointerdown', (event) => {
    const link = event.target.closest && event.target.closest('.gx a[data-keep]');
    if (!link) return;
    link.dataset.base = link.dataset.base || link.getAttribute('href');
    link.setAttribute('href', withHere(link.dataset.base, link.dataset.keep, location));
  }, true);
};
