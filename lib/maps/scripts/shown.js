// Which places the page's address leaves: Python says so (lib/screens/map.py), by the same rules
// as the list beside the map, and answers the frame before it has drawn the page anew.
const FROM = '/vendor/map/shown.json';
let known = { asked: null, answer: null, fresh: false };
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
  turn += 1;
  const own = turn;
  if (known.asked === asked) tell(known.answer);
  if (known.asked === asked && known.fresh) return;
  load(asked ? `${FROM}?${asked}` : FROM, (answer) => {
    if (own !== turn) return;
    known = { asked, answer, fresh: true };
    tell(answer);
  });
};

// other places have come: what was answered stands until it is answered anew
export const askAgain = () => { known.fresh = false; };
