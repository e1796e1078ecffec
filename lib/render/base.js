// The path that the dashboard is published under, '' for none: told by the first page
// (lib/web/front.py).
export const base = () => document.documentElement.dataset.base || '';
