function (feature, layer) {
  const p = feature.properties;
  const tip = document.createElement('div');
  const lines = [p.name, p.category_name + ' · ' + p.precision_name];
  if (p.projects) lines.push('事项 ' + p.projects + ' · ' + p.lamp_mark + ' ' + p.lamp_word);
  lines.forEach(function (veiled, i) {
    const line = veiled.replace(/\ue07b/g, '{');
    const row = document.createElement('div');
    row.textContent = line.length > 60 ? line.slice(0, 59) + '…' : line;
    if (!i) row.style.fontWeight = '600';
    tip.appendChild(row);
  });
  tip.style.font = '14px "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif';
  layer.bindTooltip(tip, { direction: 'top', offset: [0, -10] });
  layer.on('click keypress', function () {
    window.parent.postMessage({ gxSite: p.id }, window.location.origin);
  });
}
