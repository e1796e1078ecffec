// Open screens follow the store: another version than the shown one asks for a new run.
import { heard, sayAway } from './away.js';
import { runAgain } from './moving.js';

const EVERY = 2500; // ms
const MOST = 3; // runs for one version: a page that cannot follow is left alone
let wanted = null;
let times = 0;

export const needsRun = (shown, now) => {
  if (!now || now === shown) return false;
  times = now === wanted ? times + 1 : 1;
  wanted = now;
  return times <= MOST;
};

export const followStore = () => {
  let state = { missed: 0, since: new Date() };
  const hear = (answered) => {
    state = heard(state, answered, new Date());
    sayAway(state);
  };
  setInterval(() => {
    const foot = document.querySelector('.gx-foot[data-version], .gx-deck[data-version]');
    if (document.hidden || !foot) return;
    fetch('/api/v1/health', { cache: 'no-store' })
      .then((answer) => answer.json())
      .then(({ version }) => {
        hear(true);
        if (needsRun(foot.dataset.version, version)) runAgain();
      })
      .catch(() => hear(false));
  }, EVERY);
};
