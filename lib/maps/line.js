function (feature, layer) {
  // the name lies along the middle of the line
  if (!/axis|main|road|metro|water/.test(feature.properties.kind)) return;
  const points = feature.geometry.coordinates;
  let best = null;
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    const length = Math.hypot((b[0] - a[0]) * 0.855, b[1] - a[1]);
    const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const off = Math.hypot(middle[0] - 121.4194, middle[1] - 31.2161) / 6;
    if (!best || length - off > best.score) best = { score: length - off, a, b, middle };
  }
  let turn = -Math.atan2(best.b[1] - best.a[1], (best.b[0] - best.a[0]) * 0.855) * 180 / Math.PI;
  if (turn > 90) turn -= 180;
  if (turn < -90) turn += 180;
  const text = document.createElement('span');
  text.textContent = feature.properties.name.replace(/\ue07b/g, '{').replace(/（中心线）|（地下）/, '');
  const small = feature.properties.kind === 'road';
  text.style.cssText = 'position:absolute;white-space:nowrap;pointer-events:none;'
    + 'transform:translate(-50%,-50%) rotate(' + turn + 'deg);'
    + 'font:' + (small ? '12px' : '600 14px') + ' "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;'
    + 'color:#4c5553;text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff,0 0 3px #fff';
  const icon = L.divIcon({ html: text, className: '', iconSize: [0, 0] });
  layer.on('add', function () {
    L.marker([best.middle[1], best.middle[0]], { icon, interactive: false, keyboard: false }).addTo(this._map);
  });
}
