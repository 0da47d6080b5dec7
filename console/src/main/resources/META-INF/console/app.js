import { errorBox } from './errors.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { accessKey, isSignedIn, resume, server, signOut } from './session.js';
import { signInPage } from './sign-in.js';

/**
 * The frame around all pages, and which page is shown: `#/` for the buckets, `#/b/NAME/PREFIX` for objects,
 * `#/settings/NAME` for settings of a bucket, `#/access/KIND/NAME` for users, groups and policies,
 * `#/refusals/REQUEST` for why a request was refused, `#/server/PART` for the state of the server. Here is what the form to sign in needs;
 * the modules of the pages are loaded beside it, and imported when they are shown.
 *
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
  const [kind, name, ...rest] = parts();
  fill(app, frame(kind), root);
  showPage({ root, signal: shown.signal }, kind, name, rest.join('/'));
}

/** @param {Place} place @param {string} kind @param {string} name @param {string} rest */
async function showPage(place, kind, name, rest) {
  const gone = () => {
    throw new Error('This page cannot be loaded: the server does not answer, or it runs another version now. Load the whole console again.');
  };
  try {
    const draw = await page(kind, name, rest).catch(gone);
    if (!place.signal.aborted) draw(place);
  } catch (error) {
    if (!place.signal.aborted) fill(place.root, errorBox(error, show));
  }
}

/**
 * What draws a page.
 *
 * @param {string} kind @param {string} name @param {string} rest
 * @returns {Promise<(place: Place) => void>}
 */
async function page(kind, name, rest) {
  if (kind === 'b' && name) {
    const { objectsPage } = await import('./objects.js');
    return (place) => objectsPage(place, name, rest);
  }
  if (kind === 'settings' && name) {
    const { settingsPage } = await import('./bucket-settings.js');
    return (place) => settingsPage(place, name);
  }
  if (kind === 'access') {
    const { accessPage } = await import('./access.js');
    return (place) => accessPage(place, name || undefined, rest);
  }
  if (kind === 'refusals') {
    const { refusalsPage } = await import('./refusals.js');
    return (place) => refusalsPage(place, name);
  }
  if (kind === 'server') {
    const { serverPage } = await import('./server.js');
    return (place) => serverPage(place, name);
  }
  const { bucketsPage } = await import('./buckets.js');
  return bucketsPage;
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
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Sign out', title: 'Sign out', onclick: leave }, icon('leave'), h('span', {}, 'Sign out')),
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
// A browser keeps pages that were left, and shows them again as they were: with the keys.
addEventListener('pageshow', (event) => event.persisted && location.reload());
resume();
show();
