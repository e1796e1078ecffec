// For those who cannot see it: how many are left after a choice. The words come with the
// list (`data-said`); the line that says them stays, or a screen reader would not notice.
let said = null;

const liveLine = () => {
  const old = document.getElementById('gx-live');
  if (old) return old;
  const line = document.createElement('div');
  line.id = 'gx-live';
  line.setAttribute('role', 'status');
  document.body.append(line);
  return line;
};

export const sayCount = () => {
  const text = document.querySelector('.gx [data-said]');
  const words = text ? text.dataset.said : '';
  if (words === said) return;
  const first = said === null;
  said = words;
  if (!first) liveLine().textContent = words;
};
