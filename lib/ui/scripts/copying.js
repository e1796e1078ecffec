// The button that copies the page's address.
const copyByHand = (text) => {
  const box = document.createElement('textarea');
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand('copy');
  box.remove();
};

export const watchCopy = () => {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('.gx button[data-copy]');
    if (!button) return;
    const done = () => {
      button.textContent = '已复制';
      setTimeout(() => { button.textContent = '复制链接'; }, 1600);
    };
    const old = () => { copyByHand(location.href); done(); };
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(location.href).then(done, old);
    else old();
  });
};
