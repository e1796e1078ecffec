// What the browser keeps for this window; nothing where the person has blocked that.
export const recall = (name) => {
  try { return sessionStorage.getItem(name); } catch { return null; }
};

export const keep = (name, value) => {
  try { sessionStorage.setItem(name, value); } catch { /* only remembering is lost */ }
};

export const forget = (name) => {
  try { sessionStorage.removeItem(name); } catch { /* as above */ }
};
