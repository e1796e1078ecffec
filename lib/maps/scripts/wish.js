// What an address asks of the map, and which places fit: the page's own rules
// (lib/screens/view.py, lib/measures/facets.py) over again, so that a click is answered before
// the server is. tests/browser/test_scripts.py holds both against each other; in the page the
// list, which Python made, has the last word.
const LONGEST = 100;

const clean = (value) => value.replace(/(?! )[\p{C}\p{Z}]/gu, '').trim();
const folded = (text) => text.toUpperCase().toLowerCase();

// known: facet → its valid ids
export const asked = (search, known) => {
  const query = new URLSearchParams(search);
  const chosen = {};
  Object.keys(known).forEach((key) => {
    const values = [...new Set(query.getAll(key).map(clean))].filter((each) => known[key].includes(each));
    if (values.length) chosen[key] = values.sort();
  });
  const first = query.getAll('q').map(clean).find(Boolean) || '';
  const words = folded([...first].slice(0, LONGEST).join('')).split(/\s+/).filter(Boolean);
  return { chosen, words, site: query.get('site') || '' };
};

// a filter in one line, as lib/rows/places.py writes it: equal lines, equal filters
export const named = ({ chosen, words }) => Object.keys(chosen).map((key) => `${key}=${chosen[key].join(',')}`)
  .concat(words.length ? [`q=${words.join(' ')}`] : []).join(';');

// a road's mark fits when one of the places along it does
export const fits = (own, { chosen, words }) => (own.parts || [own]).some((part) =>
  Object.keys(chosen).every((key) => chosen[key].some((each) => part.facets[key].includes(each)))
  && words.every((word) => part.text.includes(word)));
