// A place to choose or drop one file; its bytes go to the page's run as base64.
// Streamlit's own uploader speaks English and has an endpoint that anybody can reach.
// What is sent is kept until the run says that it has it (data.last): an element that
// is replaced at that very moment, by data that arrives, would take the file with it.
// It is sent again after 3, 6, 12 ... s: a large file may take the server that long.
const AGAIN = 3000;
const MOST = 5;

const sender = (say, setTriggerValue) => () => {
  const file = window.gxUpload;
  if (!file) return;
  if (file.times === MOST) {
    window.gxUpload = null;
    say(`“${file.name}”没有传上去；请再选一次。`);
    return;
  }
  say(`正在检查“${file.name}”……`);
  setTriggerValue('file', { ...file });
  setTimeout(() => { if (window.gxUpload === file) window.gxUploadSend(); }, AGAIN * 2 ** file.times);
  file.times += 1;
};

const MB = 2 ** 20;
const taker = (say, most) => (file) => {
  if (!file) return;
  if (file.size > most) {
    const size = (Math.ceil(file.size * 10 / MB) / 10).toFixed(1);
    say(`“${file.name}”有 ${size} MB，最多 ${most / MB} MB；请删去图片和别的工作表后另存。`);
    return;
  }
  const reader = new FileReader();
  reader.onerror = () => say(`“${file.name}”读不出；请关闭正在打开它的程序后再选。`);
  reader.onload = () => {
    const content = reader.result.split(',')[1] || '';
    window.gxUpload = { name: file.name, content, number: Date.now(), times: 0 };
    window.gxUploadSend();
  };
  reader.readAsDataURL(file);
};

export default function ({ parentElement, data, setTriggerValue }) {
  const zone = parentElement.querySelector('.gx-drop');
  const input = zone.querySelector('input');
  const words = zone.querySelector('[role=status]');
  const say = (text) => { words.textContent = text; };
  const take = taker(say, data.most);
  window.gxUploadSend = sender(say, setTriggerValue);

  input.onchange = () => { take(input.files[0]); input.value = ''; };
  zone.ondragover = (event) => { event.preventDefault(); zone.classList.add('over'); };
  zone.ondragleave = () => zone.classList.remove('over');
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    take(event.dataTransfer.files[0]);
  };
  if (window.gxUpload && window.gxUpload.number === data.last) {
    window.gxUpload = null;
    say('');
  }
}
