// The search page: what was found, by kind.
import { find, lineOf } from './finding.js';

const FIRST = 12;
const NUMBER_WITH_WORD = /^\s*\d[\d.]*\D/;
const make = (tag, name, ...inside) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  inside.forEach((each) => made.appendChild(typeof each === 'string' ? document.createTextNode(each) : each));
  return made;
};
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const marked = (text, marks) => {
  const wanted = marks.map((mark) => mark.replace(/^#+/, '')).filter(Boolean)
    .sort((one, other) => other.length - one.length)
    .map((mark) => Array.from(mark, escaped).join('\\s*'));
  if (!wanted.length) return [text];
  return text.split(new RegExp(`(${wanted.join('|')})`, 'i')).map((part, at) => (at % 2 ? make('mark', '', part) : part));
};

const hit = (row, marks) => {
  const link = make('a', '', ...marked(row[1], marks));
  link.href = row[3];
  return make('li', 'hit', link, ' ', make('span', 'small soft', ...marked(lineOf(row, marks), marks)));
};

const group = (kind, rows, marks) => {
  const title = make('h2', '', `${kind} `, make('span', 'small soft', String(rows.length)));
  const listed = (some) => make('ul', 'rows hits', ...some.map((row) => hit(row, marks)));
  const section = make('section', 'card below-row', title, listed(rows.slice(0, FIRST)));
  if (rows.length > FIRST) {
    const more = make('summary', 'small', `还有 ${rows.length - FIRST} 条`);
    section.appendChild(make('details', '', more, listed(rows.slice(FIRST))));
  }
  return section;
};

const kindsOf = (words, data) => {
  const kinds = data.kinds.map((kind, at) => [kind, at]);
  // whoever looks for a number as printed wants that number first
  if (NUMBER_WITH_WORD.test(words)) kinds.sort((one, other) => (other[0] === '文件里的数') - (one[0] === '文件里的数'));
  return kinds;
};

export const startSearch = (data) => {
  const words = (new URLSearchParams(location.search).get('q') || '').trim();
  const field = document.querySelector('.search input[name=q]');
  if (field) field.value = words;
  if (!words) return;
  const main = document.querySelector('main .gx');
  const found = find(words, data);
  main.querySelector('.head p').textContent = `“${words}” ${found.rows.length} 条`;
  if (!found.rows.length) {
    main.appendChild(make('section', 'card empty gap-card', make('p', '', `没有找到“${words}”。换短一点的词，两个字也可以；几个词用空格隔开，要都有才算。数照文件的写法（500多家），或只写数字。`)));
    return;
  }
  kindsOf(words, data).forEach(([kind, at]) => {
    const rows = found.rows.filter((row) => row[0] === at);
    if (rows.length) main.appendChild(group(kind, rows, found.marks));
  });
};
