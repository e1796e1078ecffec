// The server is away: the last picture stays, one quiet line says since when it is old.
const ENOUGH = 2; // answers missed before anything is said
const clock = (at) => at.toTimeString().slice(0, 5);

// what is known of the server after one more answer (or none); `since`: the last good one
export const heard = (state, answered, at) => (answered
  ? { missed: 0, since: at }
  : { missed: state.missed + 1, since: state.since });

export const words = ({ missed, since }) => (missed < ENOUGH ? ''
  : `和服务器的连接断了，画面停在 ${clock(since)}；翻页、黑屏照常，恢复后自动更新`);

export const sayAway = (state) => {
  const said = words(state);
  let line = document.getElementById('gx-away');
  if (!said) {
    if (line) line.remove();
    return;
  }
  if (!line) {
    line = document.createElement('div');
    line.id = 'gx-away';
    line.setAttribute('role', 'status');
    document.body.append(line);
  }
  if (line.textContent !== said) line.textContent = said;
};

// Streamlit's own dialog is English and lies over everything; no page of ours opens one
export const closeForeignDialog = () => {
  const close = document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]');
  if (close) close.click();
};
