// Language, style sheet and icon of the window: set once, not with every run of a page.
const headLink = (rel, href) => {
  // the first HTML has the style sheet; another one comes with a newer program
  const old = document.querySelector(`link[data-gx="${rel}"]`);
  // asked for once more, it has a mark
  if (old && old.getAttribute('href').replace('&again=1', '') === href) return;
  const fresh = old || document.createElement('link');
  fresh.rel = rel;
  fresh.dataset.gx = rel;
  fresh.href = href;
  if (rel === 'icon') document.head.querySelectorAll('link[rel*="icon"]').forEach((each) => each.remove());
  if (!fresh.isConnected) document.head.append(fresh);
};

export const dress = ({ style, icon }) => {
  document.documentElement.lang = 'zh-CN';
  headLink('stylesheet', style);
  headLink('icon', icon);
};
