import { errorBox, isCancelled } from './errors.js';
import { field, fill, h } from './dom.js';
import { adminToken, keepAdminToken } from './session.js';

/** The admin API, which is at the origin of this page. It wants the token of the operator, and not keys. */

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
  const token = adminToken();
  let answer;
  try {
    answer = await fetch(`/admin/v1/${path}`, { method, signal, cache: 'no-store', headers: token ? { authorization: `Bearer ${token}` } : {} });
  } catch (error) {
    throw isCancelled(error) ? error : new AdminError(0, `There is no answer from ${location.origin}. Check that the server runs there.`);
  }
  const said = await answer.json().catch(() => ({ error: `The server answered with status ${answer.status}.` }));
  if (!answer.ok) throw new AdminError(answer.status, said.error ?? `The server refused with status ${answer.status}.`);
  return said;
}

/** Whether there is something to ask the admin API with. */
export const isOperator = () => adminToken() !== '';

/**
 * Shows why the admin API did not answer: asks for its token where that is missing.
 *
 * @param {unknown} error @param {() => void} again
 */
export function adminErrorBox(error, again) {
  if (!(error instanceof AdminError)) return errorBox(error, again);
  if (error.status === 401) return tokenForm(again);
  if (error.status !== 403) return errorBox(error, again);
  return h(
    'div',
    { class: 'card stack narrow' },
    h('h2', {}, 'The admin API is off'),
    h('p', {}, 'This page asks the admin API of the server, which needs a token. Set ', h('b', {}, 'admin.token'), ' in the configuration, or ', h('b', {}, 'GECKOS3_ADMIN_TOKEN'), ' in the environment, and start the server again.'),
  );
}

/** @param {() => void} again */
function tokenForm(again) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'password', autocomplete: 'off', required: true }));
  const errors = h('div', {}, isOperator() && h('p', { class: 'fault', role: 'alert' }, 'The server does not take this token.'));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    keepAdminToken(input.value.trim());
    again();
  };
  return h(
    'form',
    { class: 'card stack narrow', onsubmit: submit },
    h('div', {}, h('h2', {}, 'For operators'), h('p', { class: 'muted' }, 'This asks the admin API, for which keys do not count.')),
    field('Admin token', input, 'The value of admin.token on the server. It is kept as your keys are.'),
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
