// Which rows match and what each further choice would leave: the rules of lib/measures/facets.py.
// A row: id, f (facet → ids), t (text). A choice: facet → ids.
const held = (row, key, ids) => ids.some((id) => row.f[key].indexOf(id) >= 0);
const wanted = (choice) => Object.keys(choice).filter((key) => choice[key].length > 0);
const parts = (words) => words.toLowerCase().split(/\s+/).filter(Boolean);
const said = (row, words) => words.every((word) => row.t.indexOf(word) >= 0);

export const select = (rows, choice, words) => {
  const keys = wanted(choice);
  const all = parts(words);
  return rows.filter((row) => keys.every((key) => held(row, key, choice[key])) && said(row, all));
};

export const counts = (rows, choice, words) => {
  const found = {};
  const all = parts(words);
  Object.keys(choice).forEach((key) => { found[key] = {}; });
  rows.forEach((row) => {
    const failed = wanted(choice).filter((key) => !held(row, key, choice[key]));
    if (failed.length > 1 || !said(row, all)) return;
    // a row that fails one facet still counts among that facet's other choices
    (failed.length ? failed : Object.keys(found)).forEach((key) => {
      row.f[key].forEach((id, at) => {
        if (row.f[key].indexOf(id) === at) found[key][id] = (found[key][id] || 0) + 1;
      });
    });
  });
  return found;
};
