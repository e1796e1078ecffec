// What the address asks of a list: choices of facets, a keyword, an order. A page from a disk
// may not change its query, so there a choice is written behind the hash.
export const readState = (keys, here) => {
  const hash = here.hash.indexOf('#?') === 0 ? here.hash.slice(1) : '';
  const query = new URLSearchParams(hash || here.search);
  const choice = {};
  keys.forEach((key) => { choice[key] = query.getAll(key); });
  return { choice, words: (query.get('q') || '').trim(), sort: query.get('sort') || '' };
};

export const queryOf = ({ choice, words, sort }) => {
  const query = new URLSearchParams();
  Object.keys(choice).forEach((key) => choice[key].forEach((id) => query.append(key, id)));
  if (words) query.set('q', words);
  if (sort) query.set('sort', sort);
  return query.toString() && `?${query}`;
};

export const toggled = (state, key, id) => {
  const now = state.choice[key];
  const next = now.indexOf(id) >= 0 ? now.filter((each) => each !== id) : now.concat([id]);
  const choice = {};
  Object.keys(state.choice).forEach((each) => { choice[each] = each === key ? next : state.choice[each]; });
  return { choice, words: state.words, sort: state.sort };
};

export const isNarrow = ({ choice, words }) => Boolean(words) || Object.keys(choice).some((key) => choice[key].length);

export const moveTo = (query) => {
  try {
    history.pushState(null, '', location.pathname + query);
  } catch {
    location.hash = query || '?';
  }
};
