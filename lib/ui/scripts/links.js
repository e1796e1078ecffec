// Links and forms inside the app change the address without a reload. Started once a window
// by the first page (lib/ui/page.py); each duty is a module of its own.
import { closeForeignDialog } from './away.js';
import { returnAfterLogin, revealQuote, revealTab } from './arriving.js';
import { watchRuns } from './busy.js';
import { watchEscape, watchLinks } from './clicks.js';
import { watchCopy } from './copying.js';
import { nameMap, reviveMap } from './district.js';
import { markMenus, reopenMenu, watchMenus } from './facets.js';
import { watchFiles } from './fetching.js';
import { followStore } from './following.js';
import { watchDays, watchForms } from './forms.js';
import { dress } from './looks.js';
import { keepOut } from './remembered.js';
import { holdSlider, watchReplayMenu, watchSlider } from './replay.js';
import { sayCount } from './saying.js';
import { stay, watchStaying } from './staying.js';

const DUTIES = [
  watchMenus, watchLinks, watchForms, watchDays, watchSlider, watchReplayMenu, watchCopy,
  returnAfterLogin, reviveMap, followStore, watchStaying, watchEscape,
  watchFiles, watchRuns,
];
// after whatever was drawn
const DRAWN = [closeForeignDialog, nameMap, markMenus, revealTab, revealQuote, holdSlider, reopenMenu, stay, sayCount];

export default function ({ data }) {
  dress(data);
  if (window.gxLinks) return;
  window.gxLinks = true;
  keepOut(data.passing);
  DUTIES.forEach((begin) => begin());
  const drawn = () => DRAWN.forEach((each) => each());
  new MutationObserver(drawn).observe(document.body, { childList: true, subtree: true });
  drawn();
}
