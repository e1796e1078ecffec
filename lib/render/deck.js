// A deck's keys: all scenes are in the page, a key only shows another one, so a
// change costs no request and works with a cut connection.
const gxDeck = (options) => {
  if (window.gxDeckOn) return;
  window.gxDeckOn = true;
  const deck = () => document.querySelector('.gx-deck');
  const scenes = () => [...document.querySelectorAll('.gx-deck > .scene')];
  const asked = () => (options.offline
    ? decodeURIComponent(location.hash.slice(1))
    : new URLSearchParams(location.search).get('scene')) || '';
  let now = null;
  let seen = null;
  let timer = null;
  let later = null;
  let begun = Date.now();
  let here = Date.now();
  const hooks = [];

  // the address follows; browsers refuse more than a few changes a second
  const address = () => {
    clearTimeout(later);
    later = setTimeout(() => {
      if (!deck() || asked() === now) return;
      if (options.offline) {
        try { history.replaceState(null, '', `#${encodeURIComponent(now)}`); } catch { location.hash = now; }
        return;
      }
      const query = new URLSearchParams(location.search);
      query.set('scene', now);
      history.replaceState(history.state, '', `${location.pathname}?${query}`);
    }, 60);
  };

  const mark = () => {
    const all = scenes();
    if (!all.length) return;
    const at = Math.max(0, all.findIndex((each) => each.dataset.scene === now));
    now = all[at].dataset.scene;
    all.forEach((each, number) => {
      each.classList.toggle('on', number === at);
      each.classList.toggle('next', number === at + 1);
    });
    const box = deck();
    let bar = box.querySelector('.progress');
    if (!bar) {
      bar = document.createElement('div');
      bar.className = 'progress';
      box.append(bar);
    }
    bar.style.width = `${(100 * (at + 1)) / all.length}%`;
    const note = box.querySelector('[data-note]');
    if (note) {
      note.replaceChildren(...[...all[at].querySelectorAll('aside p')].map((each) => each.cloneNode(true)));
      const next = all[at + 1];
      box.querySelector('[data-next]').textContent = next ? `下一张：${next.dataset.title}` : '最后一张';
    }
  };

  const show = (id, own = true) => {
    if (!scenes().some((each) => each.dataset.scene === id)) return;
    const moved = id !== now;
    now = id;
    if (moved) here = Date.now();
    mark();
    address();
    if (moved || own) hooks.forEach((hook) => hook(own));
    if (timer) advance(true);
  };
  const step = (by) => {
    const all = scenes();
    const at = all.findIndex((each) => each.dataset.scene === now);
    const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (next) show(next.dataset.scene);
  };
  const edge = (last) => {
    const all = scenes();
    if (all.length) show(all[last ? all.length - 1 : 0].dataset.scene);
  };
  const advance = (on) => {
    clearTimeout(timer);
    timer = null;
    const scene = scenes().find((each) => each.dataset.scene === now);
    if (on && scene) timer = setTimeout(() => step(1), 1000 * scene.dataset.seconds);
    const bar = deck() && deck().querySelector('.progress');
    if (bar) bar.style.background = timer ? 'var(--amber)' : '';
  };
  const flip = (name) => {
    deck().classList.toggle(name);
    if (name === 'grid' && deck().classList.contains('grid')) {
      const on = deck().querySelector('.scene.on');
      if (on) on.scrollIntoView({ block: 'center' });
    }
    hooks.forEach((hook) => hook(true));
  };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
  };

  const keys = {
    ArrowRight: () => step(1), ArrowDown: () => step(1), PageDown: () => step(1), ' ': () => step(1), Enter: () => step(1),
    ArrowLeft: () => step(-1), ArrowUp: () => step(-1), PageUp: () => step(-1), Backspace: () => step(-1),
    Home: () => edge(false), End: () => edge(true),
    b: () => flip('blank'), '.': () => flip('blank'), o: () => flip('grid'),
    p: () => advance(!timer), f: full,
    Escape: () => deck().classList.remove('grid', 'blank'),
  };
  document.addEventListener('keydown', (event) => {
    if (!scenes().length || event.ctrlKey || event.metaKey || event.altKey) return;
    const on = (what) => event.target.closest && event.target.closest(what);
    if (on('input, textarea, select, [contenteditable]')) return;
    // a link that was clicked keeps the focus: only its own keys stay with it
    if (on('a, button') && [' ', 'Enter'].includes(event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!keys[key]) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    const box = deck();
    if (key === 'Enter' && box.classList.contains('grid')) { flip('grid'); return; }
    if (box.classList.contains('blank') && !['b', '.', 'Escape', 'f', 'p'].includes(key)) box.classList.remove('blank');
    keys[key]();
  }, true);
  document.addEventListener('click', (event) => {
    const box = deck();
    const scene = event.target.closest && event.target.closest('.gx-deck > .scene');
    if (!box || !scene || event.target.closest('a, button')) return;
    if (box.classList.contains('grid')) {
      box.classList.remove('grid');
      show(scene.dataset.scene);
    } else if (!box.classList.contains('notes')) step(event.clientX < innerWidth / 4 ? -1 : 1);
    else if (scene.classList.contains('next')) step(1);
  }, true);
  // a finger's sweep
  let from = null;
  document.addEventListener('touchstart', (event) => { from = event.changedTouches[0]; }, { passive: true });
  document.addEventListener('touchend', (event) => {
    if (!from || !scenes().length || !event.target.closest('.gx-deck')) return;
    const by = event.changedTouches[0].clientX - from.clientX;
    const down = event.changedTouches[0].clientY - from.clientY;
    if (Math.abs(by) > 60 && Math.abs(by) > 2 * Math.abs(down)) step(by < 0 ? 1 : -1);
  }, { passive: true });

  // the page was drawn anew, or another deck was chosen: show what the address says
  const settle = () => {
    const box = deck();
    document.documentElement.classList.toggle('gx-staged', !!box && !options.offline);
    if (!box) { seen = null; now = null; advance(false); return; }
    if (box === seen && box.querySelector('.progress')) return;
    const fresh = !seen || seen.dataset.deck !== box.dataset.deck;
    seen = box;
    if (fresh) { begun = Date.now(); here = begun; }
    if (fresh || !now) now = asked();
    mark();
    hooks.forEach((hook) => hook(fresh));
  };
  const back = () => {
    if (!scenes().length) return;
    const id = asked() || scenes()[0].dataset.scene;
    if (id !== now) show(id);
  };
  window.addEventListener(options.offline ? 'hashchange' : 'popstate', back);
  if (!options.offline) new MutationObserver(settle).observe(document.body, { childList: true, subtree: true });
  setInterval(() => {
    const box = deck();
    if (!box) return;
    const said = (since) => {
      const passed = Math.floor((Date.now() - since) / 1000);
      return `${String(Math.floor(passed / 60)).padStart(2, '0')}:${String(passed % 60).padStart(2, '0')}`;
    };
    const clock = box.querySelector('[data-clock]');
    if (!clock) return;
    clock.textContent = said(begun);
    const own = box.querySelector('[data-here]');
    own.textContent = said(here);
    const scene = scenes().find((each) => each.dataset.scene === now);
    own.classList.toggle('late', scene && Date.now() - here > 1000 * scene.dataset.seconds);
  }, 500);
  settle();
  return { deck, show, hooks, state: () => ({ scene: now, blank: !!deck() && deck().classList.contains('blank') }) };
};
