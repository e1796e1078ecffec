// The server is away: the last picture stays, one quiet line says since when it is old.
import { tell } from './lines.js';

const ENOUGH = 2; // answers missed before anything is said
const clock = (at) => at.toTimeString().slice(0, 5);

// what is known of the server after one more answer (or none); `since`: the last good one
export const heard = (state, answered, at) => (answered
  ? { missed: 0, since: at }
  : { missed: state.missed + 1, since: state.since });

export const words = ({ missed, since }, stage) => (missed < ENOUGH ? ''
  : `和服务器的连接断了，画面停在 ${clock(since)}；${stage ? '翻页、黑屏照常，恢复后自动更新' : '现在点的，恢复后打开'}`);

// an address without what the stage turns by itself
const page = ({ pathname, search }) => {
  const query = new URLSearchParams(search);
  query.delete('scene');
  return `${pathname}?${query}`;
};
// what was asked for while nobody answered is asked for again
let left = '';
export const catchUp = (before, answered) => {
  if (!answered && !before.missed) left = page(location);
  if (answered && before.missed && left && page(location) !== left) location.reload();
};

export const sayAway = (state) => {
  tell('gx-away', words(state, Boolean(document.querySelector('.gx-deck'))));
};

// Streamlit's own dialog is English and lies over everything; no page of ours opens one
export const closeForeignDialog = () => {
  const close = document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]');
  if (close) close.click();
};
