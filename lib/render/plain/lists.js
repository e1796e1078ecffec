// A list's page: the address decides what is shown; a choice changes the address.
import { counts, select } from './facets.js';
import { closeMenus, markMenus, readLabels, sayChosen, watchMenus } from './menus.js';
import { carryQuery, order, recountAll, showRows } from './rows.js';
import { isNarrow, moveTo, queryOf, readState, toggled } from './state.js';

const UNIT = /(\S+?)中/;

const NARROW = 640; // px: there a menu lies over the next ones

export const startList = (names, data) => {
  const keys = Object.keys(names);
  const first = data.rows.map((row) => row.id);
  let state = null;

  const draw = () => {
    state = readState(keys, location);
    const narrow = isNarrow(state);
    if (keys.length) {
      const left = select(data.rows, state.choice, state.words);
      const known = showRows(left, narrow);
      recountAll(left, known, narrow);
      markMenus(state, counts(data.rows, state.choice, state.words));
      const whole = document.querySelector('[data-said]');
      const unit = whole ? (UNIT.exec(whole.getAttribute('data-said').replace(/\d+/, '').trim()) || ['', '项'])[1] : '项';
      sayChosen(state, names, left.length, `${data.rows.length} ${unit}中 ${left.length} ${unit}`);
      carryQuery(queryOf(state));
    }
    const ids = state.sort ? data.orders[state.sort] : first;
    if (ids && ids.length && (state.sort || draw.sorted)) order(ids);
    draw.sorted = Boolean(state.sort);
    markSort();
  };
  const markSort = () => document.querySelectorAll('a[data-sort]').forEach((link) => {
    const on = link.getAttribute('data-sort') === state.sort;
    if (link.classList.contains('chip')) link.classList[on ? 'remove' : 'add']('off');
    if (on) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  const go = (next) => { moveTo(queryOf(next)); draw(); };
  watch({ go, now: () => state });
  watchMenus();
  window.addEventListener('popstate', draw);
  window.addEventListener('hashchange', draw);
  readLabels();
  draw();
};

const watch = ({ go, now }) => {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const facet = link.closest('.filters details.facet');
    const sort = link.getAttribute('data-sort');
    if (!facet && !link.gxNext && sort === null) return;
    event.preventDefault();
    if (facet && innerWidth <= NARROW) closeMenus();
    if (link.gxNext) go(link.gxNext);
    else if (facet) go(toggled(now(), facet.getAttribute('data-facet'), link.getAttribute('data-id')));
    else go({ choice: now().choice, words: now().words, sort });
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.closest('.filters')) return;
    event.preventDefault();
    go({ choice: now().choice, words: event.target.elements.q.value.trim(), sort: now().sort });
  });
};
