// Open screens follow the store: another version than the shown one asks for a new run.
import { catchUp, heard, sayAway } from './away.js';
import { runAgain } from './moving.js';
import { base } from '../../render/base.js';

const [LEAST, MORE] = [1500, 1000]; // ms between two questions; not all screens at the same time
// the server holds its answer until there is news: then the next question may follow soon
const HELD = 1000;
const SOON = 300;
const NO_ANSWER = 8000; // ms
const MOST = 3; // runs for one version: a page that cannot follow is left alone
const PATIENCE = 15000; // ms between two tries of a page that could not read the store
const BEHIND = 6; // answers in a row that may be older than what is shown
let wanted = null;
let times = 0;
let tried = 0;
let last = null;
let behind = 0;
const before = new Set();

export const needsRun = (shown, now) => {
  if (!now || now === shown) return false;
  times = now === wanted ? times + 1 : 1;
  wanted = now;
  return times <= MOST;
};

// Whether the server still tells what was shown here before: a page that was asked for by a
// click shows a new version while the others' parts are being made. A store that was put back
// to an older version is followed after some answers.
export const isBehind = (shown, now) => {
  if (shown !== last) {
    before.add(last);
    before.delete(shown);
    last = shown;
  }
  behind = now !== shown && before.has(now) ? behind + 1 : 0;
  return behind > 0 && behind <= BEHIND;
};

// what is shown and what there is now, the day included where the page shows today
export const standing = (version, day, shownDay) => [version, shownDay && day].filter(Boolean).join('@');

// a page without a version says that it shows what was read before: it looks now and then
export const looksAgain = (shown, at) => {
  if (shown || at - tried < PATIENCE) return false;
  tried = at;
  return true;
};

export const followStore = () => {
  let state = { missed: 0, since: new Date() };
  const hear = (answered) => {
    catchUp(state, answered);
    state = heard(state, answered, new Date());
    sayAway(state);
  };
  const standingFoot = () => document.querySelector('.gx-foot[data-version], .gx-deck[data-version]');
  const ask = async () => {
    if (document.hidden || !standingFoot()) return;
    const preferred = { cache: 'no-cache', headers: { Prefer: 'wait=2' }, signal: AbortSignal.timeout(NO_ANSWER) };
    await fetch(`${base()}/api/v1/version`, preferred)
      .then((answer) => answer.json())
      .then(({ version, day }) => {
        hear(true);
        const foot = standingFoot(); // the page may have been drawn anew meanwhile
        if (!version || !foot) return;
        const { version: seen, day: shownDay } = foot.dataset;
        if (!seen) {
          if (looksAgain(seen, Date.now())) runAgain();
          return;
        }
        const [shown, now] = [standing(seen, shownDay, shownDay), standing(version, day, shownDay)];
        if (!isBehind(shown, now) && needsRun(shown, now)) runAgain();
      })
      .catch(() => hear(false));
  };
  const round = async () => {
    const began = performance.now();
    await ask();
    const held = performance.now() - began > HELD;
    setTimeout(round, held ? SOON * Math.random() : LEAST + MORE * Math.random());
  };
  setTimeout(round, LEAST + MORE * Math.random());
  document.addEventListener('visibilitychange', ask);
};
