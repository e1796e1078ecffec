// The live deck: one start a window; a presenter leads, an audience follows.
import { gxDeck } from '../../render/deck/deck.js';
import { base } from '../../render/base.js';
import { keep, recall } from '../../render/storage.js';

const LEAD = 5000; // ms
const FOLLOW = 700; // ms
const air = 'BroadcastChannel' in window ? new BroadcastChannel('gx-deck') : null;
const SILENT = 3 * LEAD; // ms after which another window no longer leads
const me = Math.random().toString(36).slice(2);
let stage = null;
let last = '';
let acted = 0; // when somebody last did something in this window
let other = null; // what another notes window with the same key last said, and when

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
  const address = `${location.host}${href.pathname}?${href.searchParams}`;
  if (label && label.textContent !== address) label.textContent = address;
};

// a copied tab has the same key: where somebody did something last leads, the other follows
export const leads = (own, said, now) => !said || now - said.heard > SILENT
  || own.acted > said.acted || (own.acted === said.acted && own.me > said.me);

const lead = (byHand) => {
  const box = notes();
  if (!box) return;
  if (byHand) acted = Date.now();
  const { key, code } = ownKey(box);
  showAddress(box, code);
  const { scene, blank } = stage.state();
  if (!scene || !leads({ acted, me }, other, Date.now())) return;
  if (air) air.postMessage({ code, scene, blank, live: true, acted, me });
  fetch(`${base()}/live/scene`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key, scene, blank }),
  }).catch(() => {});
};

// while the presenter is there a touched screen comes back; afterwards it stays where it is
const obey = (said) => {
  const now = `${said.scene} ${said.blank}`;
  if (!said.scene || (now === last && !said.live)) return;
  last = now;
  const { scene, blank } = stage.state();
  if (blank !== (said.blank === true)) stage.wear('blank', said.blank === true);
  if (scene !== said.scene) stage.show(said.scene, false);
};
const hear = ({ data }) => {
  if (followed()) {
    if (data.code === followed()) obey(data);
    return;
  }
  const box = notes();
  if (!box || !data.me || data.code !== ownKey(box).code) return;
  const said = { ...data, heard: Date.now() };
  if (leads({ acted, me }, said, Date.now())) return;
  other = said;
  obey(said);
};
const follow = () => {
  let asking = false;
  if (air) air.addEventListener('message', hear);
  setInterval(() => {
    const code = followed();
    if (!code || asking) return;
    asking = true;
    fetch(`${base()}/live/scene?code=${encodeURIComponent(code)}`, { cache: 'no-store' })
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
  setInterval(() => lead(false), LEAD);
  lead(false);
  follow();
}
