// The live deck: one start a window; a presenter leads, an audience follows.
import { gxDeck } from '../../render/deck/deck.js';
import { keep, recall } from './storage.js';

const LEAD = 5000; // ms
const FOLLOW = 700; // ms
const air = 'BroadcastChannel' in window ? new BroadcastChannel('gx-deck') : null;
let stage = null;
let last = '';

const notes = () => { const box = stage.deck(); return box && box.classList.contains('notes') ? box : null; };
const followed = () => { const box = stage.deck(); return (box && !notes() && box.dataset.follow) || ''; };

// a reload keeps the presenter's key, so that the audience need not be told anew
const ownKey = (box) => {
  let kept = null;
  try { kept = JSON.parse(recall('gxLead')); } catch { kept = null; }
  if (kept && kept.key) return kept;
  kept = { key: box.dataset.key, code: box.dataset.code };
  keep('gxLead', JSON.stringify(kept));
  return kept;
};
// what the presenter tells the audience
const showAddress = (box, code) => {
  const link = box.querySelector('[data-audience]');
  const label = box.querySelector('.desk [data-code]');
  const href = new URL(link.getAttribute('href'), location.href);
  if (href.searchParams.get('follow') !== code) {
    href.searchParams.set('follow', code);
    link.setAttribute('href', href.pathname + href.search);
  }
  const address = `${location.host}/present?${href.searchParams}`;
  if (label.textContent !== address) label.textContent = address;
};

const lead = () => {
  const box = notes();
  if (!box) return;
  const { key, code } = ownKey(box);
  showAddress(box, code);
  const { scene, blank } = stage.state();
  if (!scene) return;
  if (air) air.postMessage({ code, scene, blank });
  fetch('/live/scene', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key, scene, blank }),
  }).catch(() => {});
};

const obey = (said) => {
  const now = `${said.scene} ${said.blank}`;
  if (!said.scene || now === last) return;
  last = now;
  stage.deck().classList.toggle('blank', said.blank === true);
  stage.show(said.scene, false);
};
const follow = () => {
  let asking = false;
  if (air) air.addEventListener('message', (event) => { if (followed() && event.data.code === followed()) obey(event.data); });
  setInterval(() => {
    const code = followed();
    if (!code || asking) return;
    asking = true;
    fetch(`/live/scene?code=${encodeURIComponent(code)}`, { cache: 'no-store' })
      .then((answer) => answer.json())
      .then((said) => { if (followed() === code) obey(said); })
      .catch(() => {})
      .finally(() => { asking = false; });
  }, FOLLOW);
};

export default function () {
  if (window.gxStage) return;
  window.gxStage = true;
  stage = gxDeck({ offline: false });
  stage.hooks.push(lead);
  setInterval(lead, LEAD);
  lead();
  follow();
}
