// Addresses: what is inside the app, and how two of them are joined. Nothing here moves.
// `here` is the address that is shown: location, or a URL.
import { base } from '../../render/base.js';

const OUTSIDE = /^\/(\/|api\/|vendor\/|export\/|print\/)/;

// an address as it is without the path that the dashboard is published under
export const bare = (path) => (path.startsWith(`${base()}/`) ? path.slice(base().length) : path);

export const inside = (href) => Boolean(href) && /^[/?]/.test(href) && !OUTSIDE.test(bare(href));

const written = (path, query) => `${path}${`${query}` && '?'}${query}`;

// the top does not know the page's filters, so that it stays as it is while they change:
// its links take what the address says, but for `without` and what they say themselves
export const withHere = (href, without, here) => {
  const url = new URL(href, here.href);
  const query = new URLSearchParams(here.search);
  [without, 'missing', ...url.searchParams.keys()].forEach((name) => query.delete(name));
  url.searchParams.forEach((value, name) => query.append(name, value));
  return written(url.pathname, query);
};

// a form's fields as an address; `keep` (not undefined): the rest of the query but for it,
// otherwise only the day
export const formAddress = (action, fields, keep, here) => {
  const old = new URLSearchParams(here.search);
  const query = new URLSearchParams();
  const names = new Set(fields.map(([name]) => name));
  if (keep !== undefined) {
    old.forEach((value, name) => {
      if (!names.has(name) && ![keep, 'part'].includes(name)) query.append(name, value);
    });
  } else if (old.has('as_of')) query.set('as_of', old.get('as_of'));
  fields.forEach(([name, value]) => value && query.append(name, value));
  return `${action}?${query}`;
};

// this page with a facet's choice put in or taken out; another choice begins with its first part
export const toggledChoice = (name, value, here) => {
  const query = new URLSearchParams(here.search);
  const chosen = query.getAll(name);
  [name, 'part'].forEach((each) => query.delete(each));
  const now = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  now.forEach((each) => query.append(name, each));
  return `${here.pathname}?${query}`;
};
