// Which places the page's address leaves: Python says so (lib/screens/map.py), by the same rules
// as the list beside the map, and answers the frame before it has drawn the page anew.
import { base } from './outside.js';

const FROM = '/vendor/map/shown.json';
const MOST = 60; // answers that are remembered
let known = new Map(); // what was asked → {answer, fresh}
let last = '';
let turn = 0;

// the part of an address that decides, without the place that is chosen
const filterOf = (search) => {
  const query = new URLSearchParams(search);
  query.delete('site');
  return query.toString();
};

// calls back with {ids, categories}; only the newest address is answered
export const shownBy = (search, load, tell) => {
  const asked = filterOf(search);
  const found = known.get(asked);
  last = asked;
  turn += 1;
  const own = turn;
  if (found) tell(found.answer);
  if (found && found.fresh) return;
  load(`${base()}${FROM}${asked && '?'}${asked}`, (answer) => {
    if (known.size >= MOST) known.clear();
    if (own !== turn) return;
    known.set(asked, { answer, fresh: true });
    tell(answer);
  });
};

// other places have come: what is shown stands until it is answered anew
export const askAgain = () => {
  const shown = known.get(last);
  known = new Map(shown ? [[last, { ...shown, fresh: false }]] : []);
};
