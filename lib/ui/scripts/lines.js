// A line of its own beside the page, which screen readers hear; it stays where it is, or they
// would not notice that its words changed.
export const lineOf = (id) => {
  const old = document.getElementById(id);
  if (old) return old;
  const made = document.createElement('div');
  made.id = id;
  made.setAttribute('role', 'status');
  document.body.append(made);
  return made;
};

// words on the line, which is not there to be seen without any
export const tell = (id, words) => {
  if (!words && !document.getElementById(id)) return;
  const line = lineOf(id);
  line.hidden = !words;
  if (line.textContent !== words) line.textContent = words;
};
