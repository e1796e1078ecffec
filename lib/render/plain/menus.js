// The filter row: counts and marks in its menus, what is chosen below it, how many are left.
import { isNarrow, queryOf, toggled } from './state.js';

const make = (tag, name, text) => {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
};
const labels = {};
const labelOf = (key, id) => (labels[key] && labels[key][id]) || id;

export const readLabels = () => {
  document.querySelectorAll('.filters .drop a[data-id]').forEach((link) => {
    const key = link.closest('details').getAttribute('data-facet');
    labels[key] = labels[key] || {};
    labels[key][link.getAttribute('data-id')] = link.textContent.trim();
  });
};

export const markMenus = (state, numbers) => {
  document.querySelectorAll('.filters details.facet').forEach((facet) => {
    const key = facet.getAttribute('data-facet');
    const on = state.choice[key] || [];
    facet.classList[on.length ? 'add' : 'remove']('chosen');
    facet.querySelector('.n').textContent = on.length ? ` ${on.length}` : '';
    facet.querySelectorAll('.drop a').forEach((link) => {
      const id = link.getAttribute('data-id');
      const n = (numbers[key] && numbers[key][id]) || 0;
      link.setAttribute('data-n', n);
      link.classList[n ? 'remove' : 'add']('zero');
      if (on.indexOf(id) >= 0) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
  });
  const field = document.querySelector('.filters input[name=q]');
  if (field && field !== document.activeElement) field.value = state.words;
};

const chip = (text, next) => {
  const link = make('a', 'chip', `${text} ✕`);
  link.href = queryOf(next) || '?';
  link.setAttribute('aria-label', `去掉 ${text}`);
  link.gxNext = next;
  return link;
};

const chipsOf = (state, names) => {
  const found = [];
  Object.keys(state.choice).forEach((key) => state.choice[key].forEach((id) => {
    found.push(chip(`${names[key]}：${labelOf(key, id)}`, toggled(state, key, id)));
  }));
  if (state.words) found.push(chip(`关键词：${state.words}`, { choice: state.choice, words: '', sort: state.sort }));
  return found;
};

// one menu at a time; a click beside it and Esc close it
export const closeMenus = (but) => {
  document.querySelectorAll('.filters details.facet[open]').forEach((each) => {
    if (each !== but) each.open = false;
  });
};

export const watchMenus = () => {
  document.querySelectorAll('.filters details.facet').forEach((facet) => {
    facet.addEventListener('toggle', () => { if (facet.open) closeMenus(facet); });
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.filters details.facet')) closeMenus();
  });
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && document.querySelector('.filters details.facet[open]');
    if (!open) return;
    closeMenus();
    open.querySelector('summary').focus();
  });
};

const allAgain = (state) => {
  const link = make('a', 'chip', '全部重置');
  const choice = {};
  Object.keys(state.choice).forEach((key) => { choice[key] = []; });
  link.href = '?';
  link.gxNext = { choice, words: '', sort: state.sort };
  return link;
};

export const sayChosen = (state, names, count, said) => {
  let block = document.getElementById('gx-chosen');
  if (!block) {
    block = make('div', 'gx', '');
    block.id = 'gx-chosen';
    block.setAttribute('role', 'status');
    const row = document.querySelector('.filters');
    row.parentNode.appendChild(block);
  }
  block.textContent = '';
  if (!isNarrow(state)) return;
  const line = make('p', 'chips gap-line', '');
  line.appendChild(make('span', 'small soft', '已选：'));
  chipsOf(state, names).forEach((each) => line.appendChild(each));
  line.appendChild(allAgain(state));
  block.appendChild(line);
  block.appendChild(make('p', 'said gap-line', count ? said : `${said}，没有符合的`));
  block.appendChild(make('p', 'small soft', '筛选只改名单；图、打印和下载的文件是全部的。'));
};
