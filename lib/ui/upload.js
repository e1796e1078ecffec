// A place to choose or drop one file; its bytes go to the page's run as base64.
// Streamlit's own uploader speaks English and has an endpoint that anybody can reach.
export default function ({ parentElement, data, setTriggerValue }) {
  const zone = parentElement.querySelector('.gx-drop');
  const input = zone.querySelector('input');
  const words = zone.querySelector('[role=status]');
  const say = (text) => { words.textContent = text; };

  const take = (file) => {
    if (!file) return;
    if (file.size > data.most) {
      say(`“${file.name}”有 ${(file.size / 2 ** 20).toFixed(1)} MB，超过 ${data.most / 2 ** 20} MB；请只交模板。`);
      return;
    }
    const reader = new FileReader();
    reader.onerror = () => say(`“${file.name}”读不出；请关闭正在打开它的程序后再选。`);
    reader.onload = () => {
      say(`正在检查“${file.name}”……`);
      setTriggerValue('file', { name: file.name, content: reader.result.split(',')[1] || '' });
    };
    reader.readAsDataURL(file);
  };

  input.onchange = () => { take(input.files[0]); input.value = ''; };
  zone.ondragover = (event) => { event.preventDefault(); zone.classList.add('over'); };
  zone.ondragleave = () => zone.classList.remove('over');
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    take(event.dataTransfer.files[0]);
  };
  if (words.dataset.taken !== String(data.taken)) say('');
  words.dataset.taken = data.taken;
}
