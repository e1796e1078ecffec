// The form of 会上交办: what it sends is judged on the server.
const MOST = 5;
const AGAIN = 3000; // ms, then twice as long each time

const field = (form, name) => form.elements[name];

const fill = (select, rows) => {
  const kept = select.value;
  select.replaceChildren(...[['', '选一个'], ...rows].map(([id, label]) => {
    const option = document.createElement('option');
    option.value = id;
    option.textContent = label;
    return option;
  }));
  select.value = rows.some(([id]) => id === kept) ? kept : '';
};

const refresh = (form, data) => {
  fill(field(form, 'office'), data.offices);
  fill(field(form, 'project'), data.projects);
  if (!field(form, 'due').value) field(form, 'due').value = data.due;
  if (form.dataset.taken !== undefined && +form.dataset.taken !== data.taken) {
    field(form, 'says').value = '';
    field(form, 'project').value = '';
  }
  form.dataset.taken = data.taken;
};

// a run that is broken off by news of the store may lose what was sent: again until it is here
const sender = (say, setTriggerValue) => () => {
  const task = window.gxTask;
  if (!task) return;
  if (task.times === MOST) {
    window.gxTask = null;
    say('没有记下；请再点一次。');
    return;
  }
  setTriggerValue('task', { ...task });
  setTimeout(() => { if (window.gxTask === task) window.gxTaskSend(); }, AGAIN * 2 ** task.times);
  task.times += 1;
};

const written = (form) => ({
  says: field(form, 'says').value,
  office: field(form, 'office').value,
  project: field(form, 'project').value,
  due: field(form, 'due').value,
  scene: new URLSearchParams(location.search).get('scene') || '',
  at: Date.now(),
  times: 0,
});

export default function ({ parentElement, data, setTriggerValue }) {
  const form = parentElement.querySelector('form');
  const say = (text) => { parentElement.querySelector('output').textContent = text; };
  refresh(form, data);
  say(data.says);
  if (window.gxTask && window.gxTask.at === data.last) window.gxTask = null;
  window.gxTaskSend = sender(say, setTriggerValue);
  form.onsubmit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    window.gxTask = written(form);
    window.gxTaskSend();
  };
}
