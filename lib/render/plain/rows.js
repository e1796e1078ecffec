// The rows of a list in the page: shown or not, in an order, with their links.
const each = (selector, act, root) => Array.prototype.forEach.call((root || document).querySelectorAll(selector), act);
const idsOf = (row) => row.getAttribute('data-ids').split(' ');

export const hide = (element, gone) => {
  if (gone) element.classList.add('gone');
  else element.classList.remove('gone');
};

export const showRows = (left, narrow) => {
  const known = {};
  left.forEach((row) => { known[row.id] = true; });
  each('[data-ids]', (row) => hide(row, !idsOf(row).some((id) => known[id])));
  // a year without an event, and the words between years
  each('ol.line > li', (year) => {
    const rows = year.querySelectorAll('[data-ids]');
    hide(year, narrow && !year.querySelector('[data-ids]:not(.gone)') && (rows.length > 0 || narrow));
  });
  return known;
};

export const order = (ids) => {
  const place = {};
  ids.forEach((id, at) => { place[id] = at; });
  const parents = [];
  each('tbody > [data-ids]', (row) => { if (parents.indexOf(row.parentNode) < 0) parents.push(row.parentNode); });
  parents.forEach((parent) => {
    const rows = Array.prototype.filter.call(parent.children, (row) => row.hasAttribute('data-ids'));
    rows.sort((one, other) => place[idsOf(one)[0]] - place[idsOf(other)[0]]).forEach((row) => parent.appendChild(row));
  });
};

// what a sentence above the list counts is true of the whole list only
const restOf = (text) => text.replace(/\d+/, '').match(/[1-9]\d*/);
const recount = (element, number, narrow) => {
  if (element.gxWhole === undefined) element.gxWhole = element.firstChild ? element.firstChild.nodeValue : '';
  if (element.gxWhole === null || !/\d/.test(element.gxWhole)) return;
  if (restOf(element.gxWhole)) hide(element, narrow);
  else element.firstChild.nodeValue = narrow ? element.gxWhole.replace(/\d+/, number) : element.gxWhole;
};

export const recountAll = (left, known, narrow) => {
  each('.list caption, .catalogue caption, main caption', (caption) => recount(caption, left.length, narrow));
  each('.mapside section.card', (section) => {
    let number = 0;
    each('[data-ids]', (row) => { number += idsOf(row).filter((id) => known[id]).length; }, section);
    each('h2', (title) => recount(title, number, narrow), section);
    each('h2 + p', (line) => hide(line, narrow && /\d/.test(line.textContent)), section);
  });
  each('section > p.small.soft', (line) => { if (line.parentNode.querySelector('ol.line')) hide(line, narrow); });
};

export const carryQuery = (query) => each('[data-ids] a[href], .panel a.close', (link) => {
  if (link.gxHref === undefined) link.gxHref = link.getAttribute('href');
  // a row opens beside the same list, and its panel closes onto it; other links in a row lead away
  const stays = link.classList.contains('close') || link.gxHref.indexOf('..') < 0;
  if (stays && link.gxHref.indexOf('?') < 0) link.setAttribute('href', link.gxHref + query);
});
