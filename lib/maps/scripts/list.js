// What the page's list says of the filter: Python decides, the frame hears of it.
import { outer } from './outside.js';

const PATIENCE = 1500; // ms after which the list counts although the address reads otherwise
let told = null; // {node, asked, ids}
let stop = () => {};

export const listFor = (name) => (told && told.asked === name ? told.ids : null);

const heard = (page) => {
  const node = page.document.querySelector('.gx-drawn');
  if (!node || (told && told.node === node)) return false;
  told = { node, asked: node.dataset.asked, ids: new Set(node.textContent.split(' ').filter(Boolean)) };
  return true;
};

export const forgetLater = () => { stop(); stop = () => {}; };

const runningApp = (page) => {
  const app = page && page.document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'running' ? app : null;
};
const onceAtRest = (page, app, act) => {
  const watch = new page.MutationObserver(() => { if (!runningApp(page)) act(); });
  watch.observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
  stop = () => watch.disconnect();
};

// a list that answers another question counts too, when no run brings a better one; until
// the next question
export const obeyLater = (obey) => {
  forgetLater();
  if (!told) return;
  const wait = setTimeout(() => {
    const app = runningApp(outer());
    if (app) onceAtRest(outer(), app, () => obeyLater(obey));
    else obey(told.ids);
  }, PATIENCE);
  stop = () => clearTimeout(wait);
};

// calls back with every new list and every new address
export const listen = (changed) => {
  const page = outer();
  if (!page) return;
  const watch = new page.MutationObserver(() => { if (heard(page)) changed(); });
  watch.observe(window.frameElement.closest('.stVerticalBlock') || page.document.body, { childList: true, subtree: true });
  page.addEventListener('popstate', changed);
  window.addEventListener('pagehide', () => {
    watch.disconnect();
    page.removeEventListener('popstate', changed);
    forgetLater();
  });
  heard(page);
};
