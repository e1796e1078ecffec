// The live deck: one start a window; a presenter leads, an audience follows.
export default function () {
  if (window.gxStage) return;
  window.gxStage = true;
  const stage = gxDeck({ offline: false });
  const air = 'BroadcastChannel' in window ? new BroadcastChannel('gx-deck') : null;
  const notes = () => { const box = stage.deck(); return box && box.classList.contains('notes') ? box : null; };
  const followed = () => { const box = stage.deck(); return (box && !notes() && box.dataset.follow) || ''; };

  // a reload keeps the presenter's key, so that the audience need not be told anew
  const own = () => {
    const box = notes();
    if (!box) return null;
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem('gxLead')); } catch { kept = null; }
    if (!kept || !kept.key) {
      kept = { key: box.dataset.key, code: box.dataset.code };
      sessionStorage.setItem('gxLead', JSON.stringify(kept));
    }
    const label = box.querySelector(".desk [data-code]");
    const link = box.querySelector('[data-audience]');
    const href = new URL(link.getAttribute('href'), location.href);
    if (href.searchParams.get('follow') !== kept.code) {
      href.searchParams.set('follow', kept.code);
      link.setAttribute('href', href.pathname + href.search);
    }
    const address = `${location.host}/present?${href.searchParams}`;
    if (label.textContent !== address) label.textContent = address;
    return kept;
  };
  const lead = () => {
    const kept = own();
    const { scene, blank } = stage.state();
    if (!kept || !scene) return;
    if (air) air.postMessage({ code: kept.code, scene, blank });
    fetch('/live/scene', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key: kept.key, scene, blank }),
    }).catch(() => {});
  };
  stage.hooks.push(() => { if (notes()) lead(); });
  setInterval(() => { if (notes()) lead(); }, 5000);
  if (notes()) lead();

  let last = '';
  const obey = (said) => {
    const now = `${said.scene} ${said.blank}`;
    if (!said.scene || now === last) return;
    last = now;
    stage.deck().classList.toggle('blank', said.blank === true);
    stage.show(said.scene, false);
  };
  if (air) air.addEventListener('message', (event) => { if (followed() && event.data.code === followed()) obey(event.data); });
  let asking = false;
  setInterval(() => {
    const code = followed();
    if (!code || asking) return;
    asking = true;
    fetch(`/live/scene?code=${encodeURIComponent(code)}`, { cache: 'no-store' })
      .then((answer) => answer.json())
      .then((said) => { if (followed() === code) obey(said); })
      .catch(() => {})
      .finally(() => { asking = false; });
  }, 700);
}
