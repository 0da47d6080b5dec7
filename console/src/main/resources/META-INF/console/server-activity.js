import { admin } from './admin.js';
import { confirmDanger } from './dialog.js';
import { bucketAddress } from './buckets.js';
import { fill, h, nameText } from './dom.js';
import { counted, duration, size, time } from './format.js';
import { iconButton } from './icons.js';
import { repeated } from './server.js';
import { encode } from './sigv4.js';

/** So many uploads are shown. */
const MOST = 100;

/** Requests and uploads that are under way. @param {import('./server.js').Part} part */
export function activityPage(part) {
  const load = repeated(part, async () => {
    const [{ requests }, { uploads, next }] = await Promise.all([admin('GET', 'requests', part.signal), admin('GET', `uploads?limit=${MOST}&sizes=true`, part.signal)]);
    fill(
      part.body,
      h('div', { class: 'activity' }, section('Running requests', counted(requests.length, 'request'), requests.length > 0 && requestTable(requests), 'No request is being served.'), section('Uploads in parts', `${next ? 'The first ' : ''}${counted(uploads.length, 'upload')} under way`, uploads.length > 0 && uploadTable(uploads, () => load()), 'No upload in parts is under way.')),
    );
  });
}

/** @param {string} title @param {string} count @param {any} content @param {string} empty */
const section = (title, count, content, empty) => h('section', { class: 'stack' }, h('div', { class: 'card-head' }, h('h2', {}, title), content && h('span', { class: 'muted' }, count)), content || h('p', { class: 'empty slim' }, empty));

/** @param {any[]} requests */
function requestTable(requests) {
  const row = (/** @type {any} */ it) =>
    h(
      'tr',
      {},
      h('td', { class: 'name' }, h('div', {}, it.operation ?? it.method), h('div', { class: 'hint' }, it.bucket ? [it.bucket, it.key && [' / ', nameText(it.key)]] : it.path)),
      h('td', { class: 'size when' }, it.remote),
      h('td', { class: 'size' }, size(it.receivedBytes + it.sentBytes)),
      h('td', { class: 'size' }, duration(it.ageMillis / 1000)),
    );
  const head = h('tr', {}, h('th', {}, 'Request'), h('th', { class: 'size when' }, 'From'), h('th', { class: 'size' }, 'Bytes'), h('th', { class: 'size' }, 'Since'));
  return h('table', { class: 'list' }, h('thead', {}, head), h('tbody', {}, requests.map(row)));
}

/** @param {any[]} uploads @param {() => Promise<void>} reload */
function uploadTable(uploads, reload) {
  const row = (/** @type {any} */ it) =>
    h(
      'tr',
      {},
      h('td', { class: 'name' }, h('div', {}, nameText(it.key)), h('div', { class: 'hint' }, h('a', { href: bucketAddress(it.bucket) }, it.bucket))),
      h('td', { class: 'size' }, size(it.bytes), h('div', { class: 'hint' }, counted(it.parts, 'part'))),
      h('td', { class: 'when' }, time(it.initiated)),
      h('td', { class: 'act' }, iconButton('trash', `Abort the upload of ${it.key}`, () => abort(it, reload))),
    );
  const head = h('tr', {}, h('th', {}, 'Key'), h('th', { class: 'size' }, 'So far'), h('th', { class: 'when' }, 'Begun'), h('th', { class: 'act' }, h('span', { class: 'unseen' }, 'Actions')));
  return h('table', { class: 'list' }, h('thead', {}, head), h('tbody', {}, uploads.map(row)));
}

/** @param {any} upload @param {() => Promise<void>} reload */
function abort(upload, reload) {
  confirmDanger({
    title: 'Abort upload',
    text: h('p', {}, 'What came so far of ', h('b', {}, nameText(upload.key)), ' is deleted. The client that uploads it gets an error.'),
    action: 'Abort upload',
    work: (signal) => admin('DELETE', `uploads?bucket=${encode(upload.bucket)}&key=${encode(upload.key)}&upload=${encode(upload.upload)}`, signal).then(reload),
  });
}
