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
  form.onsubmit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    setTriggerValue('task', {
      says: field('says').value,
      office: field('office').value,
      item: field('item').value,
      due: field('due').value,
      scene: new URLSearchParams(location.search).get('scene') || '',
      at: Date.now(),
    });
  };
}
