// Elements whose texts are data: set by textContent, never as markup.
export const el = (name, className, text) => {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
};
