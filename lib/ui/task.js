// The form of 会上交办: what it sends is judged on the server.
export default function ({ parentElement, data, setTriggerValue }) {
  const form = parentElement.querySelector('form');
  // not form.elements: it has a method called item
  const field = (name) => form.querySelector(`[name="${name}"]`);
  const fill = (name, rows) => {
    const select = field(name);
    const kept = select.value;
    select.replaceChildren(...[['', '选一个'], ...rows].map(([id, label]) => {
      const option = document.createElement('option');
      option.value = id;
      option.textContent = label;
      return option;
    }));
    select.value = rows.some(([id]) => id === kept) ? kept : '';
  };
  fill('office', data.offices);
  fill('item', data.items);
  if (!field('due').value) field('due').value = data.due;
  parentElement.querySelector('output').textContent = data.says;
  if (form.dataset.taken !== undefined && +form.dataset.taken !== data.taken) {
    field('says').value = '';
    field('item').value = '';
  }
  form.dataset.taken = data.taken;
  if (window.gxTask && window.gxTask.at === data.last) window.gxTask = null;
  // a run that is broken off by news of the store may lose what was sent: again until it is here
  const send = () => {
    const task = window.gxTask;
    if (!task) return;
    if (task.times === 5) {
      window.gxTask = null;
      parentElement.querySelector('output').textContent = '没有记下；请再点一次。';
      return;
    }
    setTriggerValue('task', { ...task });
    setTimeout(() => { if (window.gxTask === task) window.gxTaskSend(); }, 3000 * 2 ** task.times);
    task.times += 1;
  };
  window.gxTaskSend = send;
  form.onsubmit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    window.gxTask = {
      says: field('says').value,
      office: field('office').value,
      item: field('item').value,
      due: field('due').value,
      scene: new URLSearchParams(location.search).get('scene') || '',
      at: Date.now(),
      times: 0,
    };
    send();
  };
}
