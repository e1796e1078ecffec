// A file to save is fetched here: whoever waits longer than a moment is told so and how much has
// come, and a refusal is read in its own words instead of a page of its own.
import { tell } from './lines.js';
import { base } from '../../render/base.js';

const SOON = 600; // ms until the line appears
const GONE = 5000; // ms until it leaves again
const KEPT = 60000; // ms that the browser has to save it
const MEGA = 1048576;
const NO_ANSWER = '没有连上服务器，文件没有取到；请再点一次';
const under = new Set(); // what is being fetched

let leaving = 0;
const say = (words, stays) => {
  clearTimeout(leaving);
  tell('gx-fetch', words);
  if (!stays) leaving = setTimeout(() => tell('gx-fetch', ''), GONE);
};

export const nameOf = (said) => {
  const full = /filename\*=UTF-8''([^;]+)/.exec(said || '');
  try { return full ? decodeURIComponent(full[1]) : ''; } catch { return ''; }
};
export const amount = (bytes) => (bytes >= MEGA / 10 ? `，已收 ${(bytes / MEGA).toFixed(1)} MB` : '');

const save = (blob, name) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
};

const received = async (answer, counted) => {
  const reader = answer.body.getReader();
  const parts = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: answer.headers.get('content-type') || '' });
    parts.push(value);
    bytes += value.length;
    counted(bytes);
  }
};

const refusal = async (answer) => {
  const words = await answer.json().then((said) => said.error, () => '');
  return words || NO_ANSWER;
};

const bring = async (href, words) => {
  let late = false;
  let bytes = 0;
  const told = () => { if (late) say(`正在做“${words}”${amount(bytes)}……`, true); };
  const timer = setTimeout(() => { late = true; told(); }, SOON);
  try {
    const answer = await fetch(href);
    if (!answer.ok) { say(await refusal(answer)); return; }
    const blob = await received(answer, (all) => { bytes = all; told(); });
    const name = nameOf(answer.headers.get('content-disposition'));
    save(blob, name);
    if (late) say(`已取到 ${name}`);
  } catch {
    say(NO_ANSWER);
  } finally {
    clearTimeout(timer);
  }
};

export const watchFiles = () => {
  document.addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest(`.gx a[href^="${base()}/export/"]`);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const href = link.getAttribute('href');
    if (under.has(href)) return;
    under.add(href);
    bring(href, link.textContent.trim()).finally(() => under.delete(href));
  }, true);
};
