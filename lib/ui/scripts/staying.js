// A run draws parts of the page anew. What a person had there stays: the keyboard's place, what
// was unfolded, what was typed, how far a list was scrolled.
const FOLDS = 'details:not(.facet):not(.replay-menu)';
const BOXES = '.gx .scroll, .gx .listbox';

const wordsOf = (node) => (node.getAttribute('aria-label') || node.textContent || '')
  .replace(/[\d\s▲▼↑↓✕]+/g, '');

// what is known of a node once it is gone
export const markOf = (node) => ({
  tag: node.tagName, id: node.id, name: node.getAttribute('name'),
  href: node.getAttribute('href'), words: wordsOf(node),
  top: Boolean(node.closest('.gx-top')), inPanel: Boolean(node.closest('#panel')),
});

// the node that stands for it now: the same id or name, else the same words
export const standsFor = (mark) => {
  if (!mark) return null;
  if (mark.id) return document.getElementById(mark.id);
  const all = [...document.querySelectorAll(`.gx ${mark.tag}`)]
    .filter((each) => Boolean(each.closest('.gx-top')) === mark.top);
  if (mark.name) return all.find((each) => each.getAttribute('name') === mark.name) || null;
  const same = all.filter((each) => mark.words && wordsOf(each) === mark.words);
  return same.find((each) => each.getAttribute('href') === mark.href) || same[0] || null;
};

const pairs = (search) => [...new URLSearchParams(search)].map(([name, value]) => `${name}=${value}`).sort();

// the row that opened what the address no longer says: its link adds that and nothing else. A
// chip or a sort that is still the old one, to be drawn anew in a moment, says more.
export const rowOf = (before, now) => {
  const left = pairs(now);
  const gone = pairs(before).filter((each) => !left.includes(each));
  return [...document.querySelectorAll('.gx a[href*="?"]')].find((each) => each.pathname === location.pathname
    && gone.some((one) => pairs(each.search).join('&') === [...left, one].sort().join('&'))) || null;
};

const ROOM = 90; // px that stay free above and below a row one comes back to
const LATER = 900; // ms
const BACK = 3000; // ms that a row is waited for
const GONE = 600; // ms until what had the keyboard counts as gone
const held = { node: null, mark: null, path: '', shown: '', address: '', title: null, words: '', opener: null, back: null };
let wait = null; // the timer of the fallback
const idle = () => !document.activeElement || document.activeElement === document.body
  || document.activeElement.closest('nav[aria-label="主导航"]');

export const focusOn = (node) => {
  if (!node.matches('a[href], button, input, select, textarea, summary, [tabindex]')) node.tabIndex = -1;
  node.focus({ preventScroll: true });
};
const inView = (node) => {
  const { top } = node.getBoundingClientRect();
  return top >= 0 && top < innerHeight * 0.7;
};

// another page: the keyboard begins at its heading
const arrive = () => {
  const title = document.querySelector('.gx h1');
  if (!title || title === held.title) return;
  const words = title.textContent;
  const main = document.querySelector('[data-testid="stMain"]');
  // another office on the same page (from page to page moving.js does it); a quote stays in view
  const another = held.words && words !== held.words && held.path === location.pathname;
  if (another && main && !document.querySelector('.gx tr.here')) main.scrollTop = 0;
  Object.assign(held, { title, words, path: location.pathname, node: null, mark: null, opener: null });
  if (idle()) focusOn(title);
};

// the row with some of its neighbours; once more when what was loading above it has come
const showRow = (row) => {
  const show = () => {
    const { top, bottom } = row.getBoundingClientRect();
    if (top < ROOM || bottom > innerHeight - ROOM) row.scrollIntoView({ block: 'center' });
  };
  show();
  setTimeout(() => { if (document.activeElement === row) show(); }, LATER);
};

// a panel opened: it is read next, and seen; it closed: back to the row that opened it
const followPanel = () => {
  const panel = document.getElementById('panel');
  const shown = panel ? wordsOf(panel.querySelector('h2') || panel) : '';
  if (shown === held.shown) return; // none, or the same one drawn anew
  const { address } = held;
  Object.assign(held, { shown, address: location.search });
  if (panel && held.mark) {
    // the heading of a page that opens with its panel opened nothing
    if (!held.mark.inPanel && held.mark.href) held.opener = held.mark;
    focusOn(panel);
    if (!inView(panel)) panel.scrollIntoView({ block: 'start' });
  } else if (!panel) {
    held.back = { opener: held.opener, address, till: Date.now() + BACK };
    held.opener = null;
  }
};
// to the row, which may be drawn later than the panel went; not away from where somebody went
const comeBack = () => {
  const { back } = held;
  if (!back) return;
  const row = standsFor(back.opener) || rowOf(back.address, location.search);
  const over = row || Date.now() > back.till || (back.waits && !idle());
  if (over) held.back = null;
  if (row && (!back.waits || idle())) {
    focusOn(row);
    showRow(row);
  }
  back.waits = true;
};

const lost = () => held.mark && idle() && !(held.node && held.node.isConnected);
const take = (node) => {
  held.node = node;
  focusOn(node);
};
// what had it is no more: the next of its kind, or the filters, or the page
const fallBack = () => {
  const next = ['.gx .chips a[aria-label]', '.gx .filters summary', '.gx h1'].find((each) => document.querySelector(each));
  if (lost() && next) take(document.querySelector(next));
};

const holdFocus = () => {
  const title = document.querySelector('.gx h1');
  const another = title && held.words && title.textContent !== held.words;
  if (held.path !== location.pathname || another) { arrive(); return; }
  if (title) Object.assign(held, { title, words: title.textContent });
  followPanel();
  comeBack();
  if (!lost()) return;
  const node = standsFor(held.mark);
  if (node) take(node);
  else {
    clearTimeout(wait);
    wait = setTimeout(fallBack, GONE);
  }
};

const folds = new Map(); // words of a fold → whether it is open
const typed = new Map(); // form and field → text
const rolled = new Map(); // a list's place on the page → how far it was scrolled
const seen = new WeakSet();
const place = (node, all) => `${location.pathname} ${[...document.querySelectorAll(all)].indexOf(node)}`;
const foldKey = (fold) => `${location.pathname} ${wordsOf(fold.querySelector('summary') || fold)}`;
const fieldKey = (field) => `${location.pathname} ${field.form ? field.form.getAttribute('action') : ''} ${field.name}`;
const eachFresh = (selector, act) => document.querySelectorAll(selector).forEach((node) => {
  if (seen.has(node)) return;
  seen.add(node);
  act(node);
});

const restore = () => {
  eachFresh(`.gx ${FOLDS}`, (fold) => {
    const open = folds.get(foldKey(fold));
    if (open !== undefined) fold.open = open;
  });
  eachFresh('.gx input[type=search], .gx textarea', (field) => {
    const text = typed.get(fieldKey(field));
    if (text !== undefined && field.value === field.defaultValue) field.value = text;
  });
  eachFresh(BOXES, (box) => {
    const was = rolled.get(place(box, BOXES));
    if (was && was.search === location.search) box.scrollTop = was.top;
  });
};

export const stay = () => {
  restore();
  holdFocus();
};

const closest = (event, selector) => (event.target.closest ? event.target.closest(selector) : null);

export const watchStaying = () => {
  document.addEventListener('focusin', (event) => {
    if (closest(event, '.gx')) Object.assign(held, { node: event.target, mark: markOf(event.target) });
  });
  // a press on nothing lets go
  document.addEventListener('pointerdown', (event) => {
    const node = closest(event, '.gx a[href], .gx button, .gx summary, .gx input');
    Object.assign(held, node ? { node, mark: markOf(node) } : { node: null, mark: null });
  }, true);
  document.addEventListener('click', (event) => {
    const fold = closest(event, 'summary') && closest(event, `.gx ${FOLDS}`);
    if (fold) setTimeout(() => folds.set(foldKey(fold), fold.open));
  });
  document.addEventListener('input', (event) => {
    if (event.target.matches('.gx input[type=search], .gx textarea')) typed.set(fieldKey(event.target), event.target.value);
  }, true);
  document.addEventListener('submit', (event) => {
    [...event.target.elements].forEach((field) => field.name && typed.delete(fieldKey(field)));
  }, true);
  document.addEventListener('scroll', (event) => {
    if (event.target.matches && event.target.matches(BOXES)) {
      rolled.set(place(event.target, BOXES), { top: event.target.scrollTop, search: location.search });
    }
  }, { capture: true, passive: true });
  Object.assign(held, { path: location.pathname, address: location.search });
};
