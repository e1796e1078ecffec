function (feature, latlng) {
  const p = feature.properties;
  const rough = /road|approximate|line/.test(p.precision);
  const size = p.selected ? 34 : p.precision === 'line' ? 15 : 26;
  const dot = document.createElement('div');
  dot.setAttribute('role', 'img');
  dot.setAttribute('aria-label', (p.name + '，' + p.category_name).replace(/\ue07b/g, '{'));
  dot.textContent = size > 20 ? p.icon.replace(/\ue07b/g, '{') : '';
  dot.style.cssText = 'box-sizing:border-box;display:grid;place-items:center;border-radius:50%;'
    + 'width:' + size + 'px;height:' + size + 'px;color:#fff;'
    + 'font:600 ' + (size > 24 ? 13 : 11) + 'px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;'
    + 'background:' + p.fill + ';border:2px ' + (rough ? 'dashed' : 'solid') + ' #fff;'
    + 'box-shadow:0 0 0 ' + (p.selected ? '4px #d98a00' : '1px ' + p.fill) + ';'
    + (p.precision === 'line' ? 'opacity:.8;' : '');
  if (p.lamp_mark) {
    const lamp = document.createElement('span');
    lamp.textContent = p.lamp_mark;
    lamp.style.cssText = 'position:absolute;right:' + (size > 20 ? -7 : -10) + 'px;top:' + (size > 20 ? -8 : -10) + 'px;background:#fff;color:' + p.lamp_colour
      + ';border-radius:50%;width:16px;height:16px;font-size:11px;line-height:16px;text-align:center;'
      + 'box-shadow:0 0 0 1px ' + p.lamp_colour;
    dot.appendChild(lamp);
  }
  // places at one point stand around it
  const turn = 2 * Math.PI * p.fan / p.fan_of;
  const away = p.fan_of > 1 ? 15 : 0;
  const anchor = [size / 2 - away * Math.cos(turn), size / 2 - away * Math.sin(turn)];
  return L.marker(latlng, {
    icon: L.divIcon({ html: dot, className: '', iconSize: [size, size], iconAnchor: anchor }),
    zIndexOffset: p.selected ? 1000 : p.lamp_mark ? 100 : 0,
    title: '',
    riseOnHover: true,
  });
}
