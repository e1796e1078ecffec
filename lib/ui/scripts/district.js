// The map's frame is started again when it does not come up: a part of it got lost on the way.
const EVERY = 2000; // ms
const BLANK = 8; // looks without a map until the frame is started again
const TRIES = 3;

// the base and its places; a fault in drawing these leaves the base alone
const stands = (frame) => {
  try {
    const own = frame.contentWindow;
    return Boolean(own.map && own.feature_group && own.feature_group.length);
  } catch { return false; } // an error page of the browser
};

// its component calls it by its own name
export const nameMap = () => {
  const frame = document.querySelector('iframe[src*="streamlit_folium"]');
  if (frame && frame.title !== '街区地图') frame.title = '街区地图';
};

export const reviveMap = () => {
  let blank = 0;
  let again = 0;
  setInterval(() => {
    const frame = document.querySelector('iframe[src*="streamlit_folium"]');
    if (!frame || document.hidden) return;
    if (stands(frame)) [blank, again] = [0, 0];
    else blank += 1;
    if (blank < BLANK || again === TRIES) return;
    blank = 0;
    again += 1;
    frame.setAttribute('src', frame.getAttribute('src'));
  }, EVERY);
};
