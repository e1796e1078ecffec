// The menus of the filter row. A menu's choices are made when it is opened: names from the
// bar, which stays as it is, numbers from what came with the list (as texts: the sanitizer
// tests attributes at length).
import { toggledChoice } from './addresses.js';

let open = null; // the menu that a choice keeps open over the run: {key, top}
let marked = null; // the counts that the bar shows

const countsOf = (facet) => {
  const text = document.querySelector('.gx-counts');
  if (text && !text.gxCounts) text.gxCounts = JSON.parse(text.textContent);
  return (text && text.gxCounts[facet.dataset.facet]) || { on: [], n: {} };
};

export const choiceLink = (key, [id, label], n, here) => {
  const link = document.createElement('a');
  link.href = toggledChoice(key, id, here);
  link.textContent = label;
  link.dataset.n = n[id] || 0;
  if (!n[id]) link.className = 'zero';
  if (new URLSearchParams(here.search).getAll(key).includes(id)) link.setAttribute('aria-current', 'true');
  return link;
};

const fillMenu = (facet) => {
  const drop = facet.querySelector('.drop');
  const { n } = countsOf(facet);
  drop.gxChoices = drop.gxChoices || JSON.parse(drop.textContent);
  drop.replaceChildren(...drop.gxChoices.map((choice) => choiceLink(facet.dataset.facet, choice, n, location)));
  drop.classList.remove('back');
  drop.classList.toggle('back', drop.getBoundingClientRect().right > innerWidth);
};

// a choice was clicked, or (null) another link
export const keepMenu = (facet) => {
  open = facet && { key: facet.dataset.facet, top: facet.querySelector('.drop').scrollTop };
};

const closeMenus = (but) => {
  document.querySelectorAll('details.facet[open]').forEach((each) => {
    if (each !== but) each.open = false;
  });
};

// the marks follow the counts
export const markMenus = () => {
  const text = document.querySelector('.gx-counts');
  if (!text || text === marked) return;
  marked = text;
  document.querySelectorAll('details.facet').forEach((facet) => {
    const { on } = countsOf(facet);
    facet.classList.toggle('chosen', on.length > 0);
    facet.querySelector('.n').textContent = on.length ? ` ${on.length}` : '';
    if (facet.open) fillMenu(facet);
  });
  const words = document.querySelector('.filters input[name=q]');
  const said = new URLSearchParams(location.search).get('q') || '';
  if (!words || words.gxSaid === said) return; // half a word stays when only the store has news
  words.gxSaid = said;
  if (words !== document.activeElement) words.value = said;
};

// a menu stays open while the bar is drawn anew
export const reopenMenu = () => {
  if (!open) return;
  const facet = document.querySelector(`details.facet[data-facet="${open.key}"]`);
  if (!facet || facet.open) return;
  facet.open = true;
  fillMenu(facet);
  facet.querySelector('.drop').scrollTop = open.top;
};

export const watchMenus = () => {
  document.addEventListener('click', (event) => {
    const facet = event.target.closest('details.facet');
    closeMenus(facet);
    // a choice keeps its own menu open over the run; anything else clicked forgets that
    if (!facet || event.target.closest('summary')) open = null;
  }, true);
  document.addEventListener('toggle', (event) => {
    if (event.target.matches && event.target.matches('details.facet') && event.target.open) fillMenu(event.target);
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    closeMenus(null);
    open = null;
  });
};
