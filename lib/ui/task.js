// The form of 会上交办: what it sends is judged on the server.
export default function ({ parentElement, data, setTriggerValue }) {
  const form = parentElement.querySelector('form');
  const fill = (name, rows) => {
    const select = form.elements[name];
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
  if (!form.elements.due.value) form.elements.due.value = data.due;
  form.querySelector('output').textContent = data.says;
  if (form.dataset.taken !== undefined && +form.dataset.taken !== data.taken) {
    form.elements.says.value = '';
    form.elements.item.value = '';
  }
  form.dataset.taken = data.taken;
  form.onsubmit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const field = (name) => form.elements[name].value;
    setTriggerValue('task', {
      says: field('says'),
      office: field('office'),
      item: field('item'),
      due: field('due'),
      scene: new URLSearchParams(location.search).get('scene') || '',
      at: Date.now(),
    });
  };
}
