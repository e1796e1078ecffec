// A run that takes longer than a second says so: the self-check, a page made for the first time.
import { tell } from './lines.js';

const EVERY = 250; // ms
const SOON = 1000; // ms

export const watchRuns = () => {
  let since = 0;
  setInterval(() => {
    const app = document.querySelector('[data-testid=stApp]');
    const runs = Boolean(app) && app.getAttribute('data-test-script-state') === 'running';
    if (!runs) since = 0;
    else if (!since) since = performance.now();
    const slow = Boolean(since) && performance.now() - since >= SOON;
    tell('gx-wait', slow ? '正在取内容……' : '');
  }, EVERY);
};
