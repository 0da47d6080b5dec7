import { errorBox, S3Error } from './errors.js';
import { field, fill, h, tick } from './dom.js';
import { clientOf, server, signIn } from './session.js';

/** The page on which people sign in. @param {Element} parent @param {() => void} done */
export function signInPage(parent, done) {
  const accessKey = input('text', 'username');
  const secret = input('password', 'current-password');
  const token = input('text', 'off');
  const keep = /** @type {HTMLInputElement} */ (h('input', {}));
  const errors = h('div', {});
  const go = /** @type {HTMLButtonElement} */ (h('button', { type: 'submit', class: 'primary block' }, server.signed ? 'Sign in' : 'Open'));

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    go.disabled = true;
    fill(errors);
    const keys = { accessKey: accessKey.value.trim(), secret: secret.value, token: token.value.trim() || undefined };
    const client = clientOf(server.signed ? keys : null);
    try {
      await prove(client);
      signIn(client, keep.checked);
      done();
    } catch (error) {
      fill(errors, errorBox(error));
      go.disabled = false;
      (error instanceof S3Error && error.code === 'SignatureDoesNotMatch' ? secret : accessKey).focus();
    }
  }

  const keys = [
    field('Access key', accessKey),
    field('Secret key', secret),
    h('details', {}, h('summary', {}, 'Temporary keys'), field('Session token', token, 'Only for keys that came with one, from STS.')),
    tick('Stay signed in in this tab', keep, 'Keeps the keys until this tab is closed. Otherwise they are gone when the page is loaded again.'),
  ];
  const open = h('p', {}, 'This server does not ask for keys (auth.enabled is false): whoever reaches it may do everything.');
  fill(
    parent,
    h(
      'main',
      { class: 'sign-in' },
      h(
        'div',
        { class: 'card' },
        h('h1', { class: 'brand' }, h('span', { class: 'mark', 'aria-hidden': 'true' }), 'geckos3'),
        h('p', { class: 'muted' }, 'Your keys stay in this browser: it signs each request itself.'),
        h('form', { class: 'stack', onsubmit: submit }, server.signed ? keys : open, errors, go),
      ),
      h('p', { class: 'facts' }, [`geckos3 ${server.version}`, server.endpoint, server.region].map((it, i) => [i > 0 && ' · ', h('span', {}, it)])),
    ),
  );
  if (server.signed) accessKey.focus();
}

/** @param {string} type @param {string} autocomplete @returns {HTMLInputElement} */
function input(type, autocomplete) {
  const required = type === 'password' || autocomplete === 'username';
  return /** @type {HTMLInputElement} */ (h('input', { type, autocomplete, spellcheck: 'false', autocapitalize: 'off', required }));
}

/** Throws if the server does not take these keys. @param {import('./s3.js').S3Client} client */
async function prove(client) {
  try {
    await client.document('GET', { query: { 'max-buckets': 1 } });
  } catch (error) {
    // The keys are right; they only may not list all buckets.
    if (!(error instanceof S3Error && error.code === 'AccessDenied')) throw error;
  }
}
