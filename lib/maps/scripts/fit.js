// The ring is whole in view, on each size, until somebody moves the map.
const PADDING = [12, 10];
const SAME = 3; // pixels

export const fitted = (map, bounds) => {
  let own = null;
  const fit = () => {
    map.fitBounds(bounds, { animate: false, padding: PADDING });
    own = { centre: map.getCenter(), zoom: map.getZoom() };
  };
  const untouched = () => own.zoom === map.getZoom()
    && map.project(own.centre).distanceTo(map.project(map.getCenter())) < SAME;
  map.on('resize', () => { if (untouched()) fit(); });
  fit();
};
