import { fill, h, nameText } from './dom.js';
import { counted, duration, number, size } from './format.js';
import { icon, iconButton } from './icons.js';

/** @typedef {{cancel: () => void, pause: () => void, resume: () => void, retry: () => void, clear: () => void}} Actions */

/** So many files are named; of ten thousand nobody reads more. */
const NAMED = 6;

/** @type {number} */
let timer = 0;
let began = 0;
let beganAt = 0;

/**
 * Shows the uploads in a corner, until all are done and somebody closes it.
 *
 * @param {import('./transfers.js').Upload[]} uploads
 * @param {Actions} actions
 */
export function showTransfers(uploads, actions) {
  clearInterval(timer);
  const box = document.getElementById('transfers') ?? document.body.appendChild(h('aside', { id: 'transfers', 'aria-label': 'Uploads' }));
  if (uploads.length === 0) {
    box.remove();
    began = 0;
    return;
  }
  if (began === 0) {
    began = Date.now();
    beganAt = sum(uploads, (it) => it.sent);
  }
  draw(box, uploads, actions);
  if (uploads.some(isOpen)) timer = setInterval(() => draw(box, uploads, actions), 500);
  else began = 0;
}

/** @param {import('./transfers.js').Upload} it */
const isOpen = (it) => it.state === 'waiting' || it.state === 'running';

/** @template T @param {T[]} list @param {(it: T) => number} of */
const sum = (list, of) => list.reduce((total, it) => total + of(it), 0);

/** @param {HTMLElement} box @param {import('./transfers.js').Upload[]} uploads @param {Actions} actions */
function draw(box, uploads, actions) {
  const failed = uploads.filter((it) => it.state === 'failed' || it.state === 'cancelled');
  const done = uploads.filter((it) => it.state === 'done').length;
  const skipped = uploads.filter((it) => it.skipped).length;
  const open = uploads.some(isOpen);
  const paused = uploads.filter((it) => it.state === 'paused');
  const bytes = sum(uploads, (it) => it.file.size);
  const sent = sum(uploads, (it) => (it.state === 'done' ? it.file.size : it.sent));
  const title = open ? `Uploading ${counted(uploads.length, 'file')}` : paused.length > 0 ? `${counted(paused.length, 'upload')} paused` : failed.length > 0 ? `${counted(failed.length, 'file was', 'files were')} not uploaded` : `${counted(done - skipped, 'file')} uploaded${skipped > 0 ? `, ${number(skipped)} there already` : ''}`;
  const named = [...uploads.filter((it) => it.state === 'running'), ...paused, ...failed].slice(0, NAMED);
  fill(
    box,
    h(
      'div',
      { class: 'transfers-head' },
      h('b', { role: 'status' }, title),
      open && h('button', { type: 'button', class: 'small', onclick: actions.pause }, icon('pause'), 'Pause'),
      paused.length > 0 && !open && h('button', { type: 'button', class: 'small', onclick: actions.resume }, 'Go on'),
      failed.length > 0 && !open && h('button', { type: 'button', class: 'small', onclick: actions.retry }, 'Try again'),
      open || paused.length > 0
        ? h('button', { type: 'button', class: 'small', onclick: actions.cancel }, 'Cancel')
        : iconButton('close', 'Close the list of uploads', actions.clear),
    ),
    open && h('progress', { max: Math.max(1, bytes), value: sent, 'aria-label': 'Bytes uploaded' }),
    open && h('p', { class: 'muted' }, `${number(done)} of ${number(uploads.length)} · ${size(sent)} of ${size(bytes)}${left(sent, bytes)}`),
    named.length > 0 && h('ul', {}, named.map((it) => h('li', { class: it.state }, h('span', { class: 'key' }, nameText(it.key)), h('span', { class: 'muted' }, it.state === 'running' ? percent(it) : it.state === 'failed' ? it.error : it.state)))),
  );
}

/** @param {import('./transfers.js').Upload} it */
const percent = (it) => `${Math.floor((100 * it.sent) / Math.max(1, it.file.size))} %`;

/** @param {number} sent @param {number} bytes */
function left(sent, bytes) {
  const seconds = (Date.now() - began) / 1000;
  const rate = (sent - beganAt) / seconds;
  return seconds < 2 || rate <= 0 ? '' : ` · ${size(rate)}/s · ${duration((bytes - sent) / rate)} left`;
}
