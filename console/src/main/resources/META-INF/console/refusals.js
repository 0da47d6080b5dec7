import { AdminError, admin, byAdmin } from './admin.js';
import { accessAddress } from './access.js';
import { card, crumbs } from './card.js';
import { fill, h, nameText } from './dom.js';
import { time } from './format.js';
import { icon } from './icons.js';

/**
 * Why requests were refused for lack of a permission.
 *
 * @typedef {{action: string, resource: string, reason: string}} Denial
 * @typedef {{request: string, time: string, user: string, accessKey?: string, operation: string, denied: Denial[], more: number}} Refusal
 */

/** So many are shown. */
const MOST = 200;

/** @param {import('./app.js').Place} place @param {string} [request] the id of one */
export function refusalsPage(place, request) {
  if (request) onePage(place, request);
  else listPage(place);
}

/** @param {import('./app.js').Place} place */
function listPage({ root, signal }) {
  document.title = 'Refusals · geckos3';
  const wanted = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: 'Request id', 'aria-label': 'Request id', spellcheck: 'false', autocapitalize: 'off' }));
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (wanted.value.trim()) location.hash = `#/refusals/${encodeURIComponent(wanted.value.trim())}`;
  };
  const body = h('div', {}, h('p', { class: 'loading' }, 'Loading…'));
  const form = h('form', { class: 'tools', onsubmit: go }, wanted, h('button', { type: 'submit' }, 'Look up'));
  fill(root, h('div', { class: 'page-head' }, h('h1', {}, 'Refusals'), form), h('p', { class: 'intro muted' }, 'Requests that lacked a permission, the latest first, since the start of the server.'), body);
  const load = byAdmin(body, signal, async () => {
    const { refusals } = await admin('GET', `refusals?limit=${MOST}`, signal);
    fill(body, refusals.length === 0 ? h('div', { class: 'empty' }, icon('lock'), h('h2', {}, 'Nothing was refused'), h('p', {}, 'No request lacked a permission since the start of the server.')) : table(refusals));
  });
  load();
}

/** @param {Refusal[]} refusals */
function table(refusals) {
  const row = (/** @type {Refusal} */ it) =>
    h(
      'tr',
      {},
      h('td', { class: 'when' }, time(it.time)),
      h('td', { class: 'wrap' }, h('a', { href: `#/refusals/${it.request}` }, it.operation), h('div', { class: 'hint' }, it.user)),
      h('td', { class: 'name' }, it.denied[0] && [h('span', {}, it.denied[0].action), h('div', { class: 'hint' }, nameText(it.denied[0].resource))]),
    );
  const head = h('tr', {}, h('th', { class: 'when' }, 'Time'), h('th', {}, 'Request'), h('th', {}, 'Missing'));
  return h('table', { class: 'list' }, h('thead', {}, head), h('tbody', {}, refusals.map(row)));
}

/** @param {import('./app.js').Place} place @param {string} request */
function onePage({ root, signal }, request) {
  document.title = 'Why was this refused? · geckos3';
  const body = h('div', {}, h('p', { class: 'loading' }, 'Loading…'));
  fill(root, crumbs([{ name: 'Refusals', address: '#/refusals' }], 'Why was this refused?'), body);
  const load = byAdmin(body, signal, async () => {
    try {
      fill(body, answer(await admin('GET', `refusals/${encodeURIComponent(request)}`, signal), signal));
    } catch (error) {
      if (!(error instanceof AdminError) || error.status !== 404) throw error;
      fill(body, unknown(request));
    }
  });
  load();
}

/** @param {Refusal} refusal @param {AbortSignal} signal */
function answer(refusal, signal) {
  const [, user] = /^user\/(.+)$/.exec(refusal.user) ?? [];
  const facts = [
    ['Operation', refusal.operation],
    ['User', user ? h('a', { href: accessAddress('users', user) }, user) : refusal.user === 'anonymous' ? 'nobody: the request had no credentials' : refusal.user],
    ['Access key', refusal.accessKey],
    ['Time', time(refusal.time)],
    ['Request', refusal.request],
  ];
  const missing = async (/** @type {HTMLElement} */ body) => {
    fill(
      body,
      h('ul', { class: 'rules' }, refusal.denied.map((it) => h('li', {}, h('div', { class: 'line' }, h('p', {}, h('b', {}, it.action), ' for ', h('span', { class: 'mono' }, nameText(it.resource))), h('p', { class: 'because' }, because(it, refusal.user)))))),
      refusal.more > 0 && h('p', { class: 'muted' }, `and ${refusal.more} more.`),
    );
  };
  return h(
    'div',
    { class: 'settings' },
    card('What was missing', 'Each permission, what it was for, and which rule decided.', missing, signal),
    card('The request', 'As the server noted it.', async (body) => fill(body, h('dl', {}, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))), signal),
  );
}

/** @param {Denial} denial @param {string} user */
function because({ action, reason }, user) {
  if (reason !== 'no policy allows it') return `Decided by: ${reason}.`;
  if (user === 'anonymous') return 'No policy allows it to everybody. Send credentials, or let the policy of the bucket allow it.';
  return `No policy allows it. Attach one that does to the user or a group${action.startsWith('s3:') ? ', or write it into the policy of the bucket' : ''}.`;
}

/** @param {string} request */
function unknown(request) {
  return h(
    'div',
    { class: 'empty' },
    icon('lock'),
    h('h2', {}, 'No permission was missing'),
    h('p', {}, `The server knows no request ${request} that lacked one. It was refused for another reason, which its error says, or it is not among the last 1,000 any more, or was before the start of the server.`),
  );
}
