import { S3Error, errorBox, isCancelled, refusalLink } from './errors.js';
import { fill, h, nameText } from './dom.js';

/**
 * A part of a page that loads by itself, so that what one of them may not show leaves the others as they are.
 *
 * @param {string} title @param {string} hint @param {(body: HTMLElement) => Promise<void>} load @param {AbortSignal} signal
 */
export function card(title, hint, load, signal) {
  const body = h('div', { class: 'stack' }, h('p', { class: 'muted' }, 'Loading…'));
  const again = () =>
    load(body).catch((error) => {
      if (!isCancelled(error) && !signal.aborted) fill(body, error instanceof S3Error && error.code === 'AccessDenied' ? denied(error) : errorBox(error, again));
    });
  again();
  return h('section', { class: 'card stack' }, h('div', {}, h('h2', {}, title), h('p', { class: 'muted' }, hint)), body);
}

/** The last card of a page. @param {string} title @param {string} hint @param {any} button */
export const dangerCard = (title, hint, button) => h('section', { class: 'card danger-zone' }, h('div', {}, h('h2', {}, title), h('p', { class: 'muted' }, hint)), button);

/** Where a page is, with links to what is around it. @param {{name: string, address: string}[]} around @param {string} here */
export function crumbs(around, here) {
  return h(
    'div',
    { class: 'page-head' },
    h('nav', { class: 'crumbs', 'aria-label': 'Where you are' }, h('ol', {}, around.map(({ name, address }) => h('li', {}, h('a', { href: address }, name))), h('li', {}, h('h1', { 'aria-current': 'page' }, nameText(here))))),
  );
}

/** One line, because a user with a narrow policy sees it in many cards. @param {S3Error} error */
const denied = (error) => h('p', { class: 'muted', role: 'alert' }, error.message, ' ', refusalLink(error.requestId));
