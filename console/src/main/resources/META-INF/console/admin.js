import { errorBox, isCancelled } from './errors.js';
import { field, fill, h } from './dom.js';
import { adminToken, keepAdminToken, s3, server } from './session.js';

/** The admin API, which is at the origin of this page. It wants root's signature, or the token of the operator. */

/** The service that signatures for it name. */
const SERVICE = 'admin';

/** The access key that the server has refused here, so that a user is not refused again and again. */
let refused = '';

/** An answer of the admin API that is a refusal. */
export class AdminError extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} method @param {string} path after `/admin/v1/` @param {AbortSignal} [signal]
 * @returns {Promise<any>} what the answer says
 * @throws {AdminError}
 */
export async function admin(method, path, signal) {
  const headers = adminToken() ? { authorization: `Bearer ${adminToken()}` } : s3().headersFor(method, location.host, `/admin/v1/${path}`, SERVICE);
  let answer;
  try {
    answer = await fetch(`/admin/v1/${path}`, { method, signal, cache: 'no-store', headers });
  } catch (error) {
    throw isCancelled(error) ? error : new AdminError(0, `There is no answer from ${location.origin}. Check that the server runs there.`);
  }
  const said = await answer.json().catch(() => ({ error: `The server answered with status ${answer.status}.` }));
  if (!adminToken() && (answer.status === 401 || answer.status === 403)) refused = keyInUse();
  if (!answer.ok) throw new AdminError(answer.status, said.error ?? `The server refused with status ${answer.status}.`);
  return said;
}

const keyInUse = () => s3().keys?.accessKey ?? '';

/** Whether the server may answer here: there is a token, or a key that it has not refused. */
export const isOperator = () => adminToken() !== '' || (server.signed && keyInUse() !== refused);

/**
 * Shows why the admin API did not answer: asks for its token where that is missing.
 *
 * @param {unknown} error @param {() => void} again
 */
export function adminErrorBox(error, again) {
  if (!(error instanceof AdminError)) return errorBox(error, again);
  if (error.status !== 401 && error.status !== 403) return errorBox(error, again);
  return server.signed || error.status === 401 ? tokenForm(again) : off();
}

/** What to do where nobody is root, because requests are not signed. */
function off() {
  return h(
    'div',
    { class: 'card stack narrow' },
    h('div', {}, h('h2', {}, 'The admin API is off'), h('p', { class: 'muted' }, 'This page asks the admin API, which answers nobody without a token as long as requests are not signed.')),
    h('p', {}, 'Write a token into the configuration file, and start the server again:'),
    h('pre', { class: 'document', tabindex: '0', 'aria-label': 'Line for the configuration' }, 'admin.token = "…"'),
    h('p', {}, 'or give it in the environment:'),
    h('pre', { class: 'document', tabindex: '0', 'aria-label': 'Variable for the environment' }, 'GECKOS3_ADMIN_TOKEN=…'),
    h('p', { class: 'hint' }, h('span', { class: 'mono' }, 'openssl rand -hex 32'), ' makes one that nobody guesses.'),
  );
}

/** @param {() => void} again */
function tokenForm(again) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'password', autocomplete: 'off', required: true }));
  const errors = h('div', {}, adminToken() && h('p', { class: 'fault', role: 'alert' }, 'The server does not take this token.'));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    keepAdminToken(input.value.trim());
    again();
  };
  return h(
    'form',
    { class: 'card stack narrow', onsubmit: submit },
    h('div', {}, h('h2', {}, 'For operators'), h('p', { class: 'muted' }, 'This asks the admin API, which answers root. You are not signed in as root.')),
    field('Admin token', input, 'Sign in as root, or give the value of admin.token on the server. It is kept as your keys are.'),
    errors,
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, 'Show')),
  );
}

/**
 * Fills a part of a page by the admin API, now and whenever it is asked to.
 *
 * @param {Element} body @param {AbortSignal} signal @param {() => Promise<any>} draw
 * @returns {() => Promise<void>}
 */
export function byAdmin(body, signal, draw) {
  return async function load() {
    try {
      await draw();
    } catch (error) {
      if (!isCancelled(error) && !signal.aborted) fill(body, adminErrorBox(error, load));
    }
  };
}
