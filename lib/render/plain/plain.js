// The small script of the plain pages: filters, orders, search, the age of the edition. All of a
// page can be read without it.
import { startSearch } from './found.js';
import { startList } from './lists.js';

const HOURS = 8; // the district's clock is ahead of Greenwich's

const sayAge = (day) => {
  const today = new Date(Date.now() + HOURS * 3600000).toISOString().slice(0, 10);
  if (day >= today) return;
  const line = document.createElement('div');
  line.className = 'gx gx-band replay';
  line.setAttribute('role', 'status');
  line.textContent = `这一版截至 ${day}，今天是 ${today}；后来的变化不在里面。`;
  const top = document.querySelector('.gx-top');
  top.parentNode.insertBefore(line, top.nextSibling);
};

// the row of pages scrolls on a phone: the current one is brought into view
const revealTab = () => {
  const now = document.querySelector('nav[aria-label="主导航"] a[aria-current]');
  if (!now) return;
  const row = now.closest('nav');
  row.scrollLeft = now.offsetLeft - (row.clientWidth - now.offsetWidth) / 2;
};

const body = document.body;
body.classList.add('js');
revealTab();
if (!body.getAttribute('data-past')) sayAge(body.getAttribute('data-day'));
if (window.gxSearch) startSearch(window.gxSearch);
if (window.gxRows) startList(JSON.parse(body.getAttribute('data-list') || '{}'), window.gxRows);
