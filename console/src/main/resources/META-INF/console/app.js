import { accessPage } from './access.js';
import { settingsPage } from './bucket-settings.js';
import { bucketsPage } from './buckets.js';
import { errorBox } from './errors.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { objectsPage } from './objects.js';
import { refusalsPage } from './refusals.js';
import { serverPage } from './server.js';
import { accessKey, isSignedIn, resume, server, signOut } from './session.js';
import { signInPage } from './sign-in.js';

/**
 * The frame around all pages, and which page is shown: `#/` for the buckets, `#/b/NAME/PREFIX` for objects,
 * `#/settings/NAME` for settings of a bucket, `#/access/KIND/NAME` for users, groups and policies,
 * `#/refusals/REQUEST` for why a request was refused, `#/server/PART` for the state of the server.
 * @typedef {{root: Element, signal: AbortSignal}} Place where a page is shown, and until when
 */

const app = /** @type {HTMLElement} */ (document.getElementById('app'));

/** Ends what the page before is still doing. */
let shown = new AbortController();

/** @returns {string[]} the parts of the address, decoded */
function parts() {
  try {
    return location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  } catch {
    return [''];
  }
}

function show() {
  shown.abort();
  shown = new AbortController();
  document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  if (!isSignedIn()) {
    // A link in an error of this page must not clear what was typed.
    if (app.querySelector('.sign-in')) return;
    document.title = 'Sign in · geckos3';
    signInPage(app, show);
    return;
  }
  const root = h('main', { id: 'main', tabindex: '-1' });
  const place = { root, signal: shown.signal };
  const [kind, bucket, ...rest] = parts();
  fill(app, frame(kind), root);
  try {
    if (kind === 'b' && bucket) objectsPage(place, bucket, rest.join('/'));
    else if (kind === 'settings' && bucket) settingsPage(place, bucket);
    else if (kind === 'access') accessPage(place, bucket || undefined, rest.join('/'));
    else if (kind === 'refusals') refusalsPage(place, bucket);
    else if (kind === 'server') serverPage(place, bucket);
    else bucketsPage(place);
  } catch (error) {
    fill(root, errorBox(error, show));
  }
}

/** @type {[string, string, string][]} the kinds of pages, with their addresses and names */
const PAGES = [
  ['', '#/', 'Buckets'],
  ['access', '#/access/users', 'Access'],
  ['refusals', '#/refusals', 'Refusals'],
  ['server', '#/server', 'Server'],
];

/** @param {string} kind */
function frame(kind) {
  const here = PAGES.some(([it]) => it === kind) ? kind : '';
  return h(
    'header',
    { class: 'top' },
    h('a', { class: 'brand', href: '#/' }, h('span', { class: 'mark', 'aria-hidden': 'true' }), h('span', {}, 'geckos3')),
    h('nav', { 'aria-label': 'Pages' }, PAGES.map(([it, href, name]) => h('a', { href, 'aria-current': it === here && 'page' }, name))),
    h(
      'div',
      { class: 'who' },
      h('span', { class: 'server', title: `geckos3 ${server.version}, region ${server.region}` }, server.endpoint.replace(/^https?:\/\//, '')),
      accessKey() && h('span', { class: 'key' }, icon('user'), h('span', {}, accessKey())),
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Sign out', onclick: leave }, icon('leave'), h('span', {}, 'Sign out')),
    ),
  );
}

function leave() {
  signOut();
  fill(app);
  location.hash = '#/';
  show();
}

addEventListener('hashchange', show);
resume();
show();
