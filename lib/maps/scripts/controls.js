// What stands at the map's edges: north, credit, scale, full screen, the box of layers.
import { el } from './elements.js';
import { outer, wholeScreen } from './outside.js';

export const control = (map, position, made) => {
  const found = L.control({ position });
  found.onAdd = () => {
    L.DomEvent.disableClickPropagation(made);
    L.DomEvent.disableScrollPropagation(made);
    return made;
  };
  return found.addTo(map);
};

export const notice = (map, words) => control(map, 'bottomleft', el('div', 'gx-notice leaflet-control', words));

const boxed = (words) => {
  const made = el('div', 'gx-box leaflet-control');
  const button = Object.assign(el('button', '', words), { type: 'button' });
  made.append(button);
  return [made, button];
};

export const northAndCredit = (map, credit) => {
  const north = el('div', 'gx-box gx-north leaflet-control', '北');
  north.prepend(el('span', '', '↑'));
  north.setAttribute('role', 'img');
  north.setAttribute('aria-label', '上方为北');
  control(map, 'topleft', north);
  control(map, 'bottomright', el('div', 'gx-credit leaflet-control', credit));
};

// the folded box of layers; gives the element to fill
export const layerBox = (map, folded) => {
  const [made, button] = boxed('图例与图层');
  const list = el('div', 'gx-layers');
  list.hidden = true;
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
    folded();
  });
  made.append(list);
  control(map, 'topright', made);
  return list;
};

export const fullScreen = (map) => {
  const [made, button] = boxed('全屏');
  button.addEventListener('click', () => {
    const [whole, page] = wholeScreen();
    if (page.fullscreenElement) page.exitFullscreen(); else whole.requestFullscreen();
  });
  const page = wholeScreen()[1];
  const changed = () => {
    button.textContent = page.fullscreenElement ? '退出全屏' : '全屏';
  };
  page.addEventListener('fullscreenchange', changed);
  // the page outlives this frame, and would keep it
  window.addEventListener('pagehide', () => page.removeEventListener('fullscreenchange', changed));
  if (document.fullscreenEnabled || (outer() && page.fullscreenEnabled)) control(map, 'topright', made);
};

export const metricScale = () => {
  L.Control.Scale.prototype._updateMetric = function (most) {
    const round = this._getRoundNum(most);
    this._updateScale(this._mScale, round < 1000 ? `${round} 米` : `${round / 1000} 公里`, round / most);
  };
};
