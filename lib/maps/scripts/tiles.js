// Tile servers of the intranet; without an answer the drawn base stays alone.
import { notice } from './controls.js';

const SILENT = 3; // errors without one answer

// gives a function that switches them
export const addTiles = (map, addresses) => {
  const pane = map.createPane('gxTiles');
  pane.style.zIndex = 150;
  const made = addresses.map((each) => L.tileLayer(each, { pane: 'gxTiles', maxZoom: 18, crossOrigin: false }));
  let good = 0;
  let bad = 0;
  made.forEach((each) => {
    each.on('tileload', () => { good += 1; });
    each.on('tileerror', () => {
      bad += 1;
      if (good || bad < SILENT || !map.hasLayer(each)) return;
      made.forEach((one) => map.removeLayer(one));
      notice(map, '底图服务没有应答，现在只有示意底图');
    });
    each.addTo(map);
  });
  return (on) => made.forEach((each) => (on ? each.addTo(map) : map.removeLayer(each)));
};
