// A run that takes longer than a second says so: the self-check, a page made for the first time.
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
    let line = document.getElementById('gx-wait');
    if (!line && !slow) return;
    if (!line) {
      line = document.createElement('div');
      line.id = 'gx-wait';
      line.setAttribute('role', 'status');
      document.body.append(line);
    }
    const words = slow ? '正在取内容……' : '';
    line.hidden = !slow;
    if (line.textContent !== words) line.textContent = words;
  }, EVERY);
};
