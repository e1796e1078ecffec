// A reload in the middle of a talk does not set the presenter's clock back.
import { forget, keep, recall } from '../storage.js';

const NAME = 'gxClock';

// times: {begun, here, scene} in ms and the scene's id
export const keepTimes = (deck, times) => keep(NAME, JSON.stringify({ deck, ...times }));
export const forgetTimes = () => forget(NAME);

// when this deck began, and this scene; now for what is not known
export const timesOf = (deck, scene, now) => {
  let kept = null;
  try { kept = JSON.parse(recall(NAME)); } catch { kept = null; }
  if (!kept || kept.deck !== deck) return { begun: now, here: now };
  return { begun: kept.begun, here: kept.scene === scene ? kept.here : now };
};
