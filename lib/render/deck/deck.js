// A deck: all scenes are in the page, a key only shows another one, so a change costs no
// request and works with a cut connection. Live (lib/ui/scripts/stage.js) and as a file.
import { runClock } from './clock.js';
import { watchHands } from './keys.js';
import { back, deck, hooks, settle, show, shownState, startScenes, wear } from './scenes.js';

export const gxDeck = ({ offline }) => {
  if (window.gxDeckOn) return null;
  window.gxDeckOn = true;
  startScenes({ offline });
  watchHands();
  window.addEventListener(offline ? 'hashchange' : 'popstate', back);
  if (!offline) new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });
  runClock();
  settle();
  return { deck, show, hooks, wear, state: shownState };
};
