// A page's filters are kept for the way back by the main navigation.
import { keep, recall } from '../../render/storage.js';

const KEPT = 'gxFilters';
let passing = []; // parameters that are no filters; told by the page, see lib/sitemap.py

export const keepOut = (names) => { passing = names; };

export const filtersIn = (search) => {
  const query = new URLSearchParams(search);
  passing.forEach((name) => query.delete(name));
  return `${query}`;
};

const kept = () => JSON.parse(recall(KEPT) || '{}');

export const remember = (here) => {
  const all = { ...kept(), [here.pathname]: filtersIn(here.search) };
  keep(KEPT, JSON.stringify(all));
};

export const withFilters = (href, here) => {
  const url = new URL(href, here.href);
  if (url.pathname === here.pathname) return href; // once more: without filters
  new URLSearchParams(kept()[url.pathname] || '').forEach((value, name) => url.searchParams.append(name, value));
  return url.pathname + url.search;
};
