import { isOperator } from './admin.js';
import { createBucket } from './bucket-create.js';
import { usageOfBuckets } from './bucket-usage.js';
import { confirmDanger } from './dialog.js';
import { S3Error, errorBox, isCancelled } from './errors.js';
import { fill, h, notify } from './dom.js';
import { counted, number, size, time } from './format.js';
import { icon, iconButton } from './icons.js';
import { s3 } from './session.js';
import { encode } from './sigv4.js';
import { all, at, text } from './xml.js';

/** So many rows are made at a time. */
const STEP = 200;

/** The address of a page with the objects of a bucket. @param {string} bucket @param {string} [prefix] */
export const bucketAddress = (bucket, prefix = '') => `#/b/${encode(bucket)}${prefix ? `/${prefix.split('/').map(encode).join('/')}` : ''}`;

/** All buckets that the keys may see. @param {import('./app.js').Place} place */
export function bucketsPage({ root, signal }) {
  document.title = 'Buckets · geckos3';
  const search = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: 'Find a bucket', 'aria-label': 'Find a bucket', oninput: list }));
  const count = h('span', { class: 'muted', role: 'status' });
  const body = h('div', {});
  const create = () => createBucket((name) => (location.hash = bucketAddress(name)));
  const button = () => h('button', { type: 'button', class: 'primary', onclick: create }, icon('plus'), 'Create bucket');
  /** @type {{name: string, created: string}[]} */
  let buckets = [];
  /** Empty unless the operator is here. @type {Map<string, import('./bucket-usage.js').Usage>} */
  let usage = new Map();
  /** @type {Map<string, HTMLElement>} */
  const known = new Map();
  let asked = Promise.resolve();
  let limit = STEP;

  fill(root, h('div', { class: 'page-head' }, h('h1', {}, 'Buckets'), count, h('div', { class: 'tools' }, search, button())), body);
  load();

  async function load() {
    fill(body, h('p', { class: 'loading' }, 'Loading…'));
    try {
      const root = await s3().document('GET', { signal });
      buckets = all(at(root, 'Buckets'), 'Bucket').map((it) => ({ name: text(it, 'Name'), created: text(it, 'CreationDate') }));
      if (isOperator()) usage = await usageOfBuckets(signal).catch(() => new Map());
      list();
    } catch (error) {
      if (!isCancelled(error)) fill(body, error instanceof S3Error && error.code === 'AccessDenied' ? byName(error) : errorBox(error, load));
    }
  }

  function list() {
    const wanted = search.value.trim().toLowerCase();
    const matching = buckets.filter((bucket) => bucket.name.includes(wanted));
    count.textContent = buckets.length > 0 ? counted(matching.length, 'bucket') : '';
    search.hidden = buckets.length === 0;
    if (buckets.length === 0) return fill(body, none());
    if (matching.length === 0) return fill(body, h('p', { class: 'empty' }, 'No bucket has this in its name.'));
    fill(
      body,
      h(
        'table',
        { class: 'list buckets' },
        h('thead', {}, h('tr', {}, h('th', {}, 'Name'), usage.size > 0 && [h('th', { class: 'size when' }, 'Objects'), h('th', { class: 'size' }, 'Size')], h('th', { class: 'when' }, 'Created'), h('th', { class: 'act' }, h('span', { class: 'unseen' }, 'Actions')))),
        h('tbody', {}, matching.slice(0, limit).map(row)),
      ),
      matching.length > limit && h('p', { class: 'more' }, h('button', { type: 'button', onclick: more }, `Show more of ${counted(matching.length, 'bucket')}`)),
    );
  }

  function more() {
    limit += STEP * 5;
    list();
  }

  /** @param {{name: string, created: string}} bucket */
  function row({ name, created }) {
    return h(
      'tr',
      {},
      h('td', { class: 'name' }, h('div', { class: 'cell' }, icon('bucket'), h('div', { class: 'named' }, h('a', { href: bucketAddress(name) }, name), badges(name)))),
      usage.size > 0 && amount(usage.get(name)),
      h('td', { class: 'when' }, time(created)),
      h('td', { class: 'act' }, h('a', { class: 'button icon-only', href: `#/settings/${encode(name)}`, 'aria-label': `Settings of bucket ${name}`, title: `Settings of bucket ${name}` }, icon('settings')), iconButton('trash', `Delete bucket ${name}`, () => deleteBucket(name, load))),
    );
  }

  /** What is asked for of each bucket, once, when its row is made. @param {string} name */
  function badges(name) {
    const box = known.get(name) ?? h('span', { class: 'badges' });
    if (!known.has(name)) {
      known.set(name, box);
      asked = asked.then(() => fillBadges(box, name, signal));
    }
    return box;
  }

  /** @param {import('./bucket-usage.js').Usage|undefined} of */
  const amount = (of) => [h('td', { class: 'size when' }, of ? number(of.objects) : ''), h('td', { class: 'size' }, of ? size(of.bytes + of.noncurrentBytes) : 'not counted')];

  function none() {
    return h(
      'div',
      { class: 'empty' },
      icon('bucket'),
      h('h2', {}, 'No buckets yet'),
      h('p', {}, 'A bucket is a directory on the server, and each object in it is a plain file. Create the first one here, or with any S3 client.'),
      button(),
    );
  }

  /** For keys that may use buckets without seeing their list. @param {S3Error} error */
  function byName(error) {
    const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, 'aria-label': 'Name of the bucket', placeholder: 'Name of a bucket', spellcheck: 'false' }));
    search.hidden = true;
    /** @param {SubmitEvent} event */
    const open = (event) => {
      event.preventDefault();
      location.hash = bucketAddress(name.value.trim());
    };
    return [errorBox(error), h('form', { class: 'inline', onsubmit: open }, h('p', {}, 'You can still open a bucket whose name you know:'), name, h('button', { class: 'primary' }, 'Open'))];
  }
}

/** Whether a bucket keeps versions, and whether everybody may read it. Who may not ask sees nothing. @param {HTMLElement} box @param {string} bucket @param {AbortSignal} signal */
async function fillBadges(box, bucket, signal) {
  if (signal.aborted) return;
  const [versioning, status] = await Promise.all(
    ['versioning', 'policyStatus'].map((it) => s3().document('GET', { bucket, query: { [it]: '' }, signal }).catch(() => null)),
  );
  const open = status?.textContent?.trim().toLowerCase() === 'true';
  fill(box, text(versioning, 'Status') === 'Enabled' && h('span', { class: 'badge' }, 'versions'), open && h('span', { class: 'badge bad' }, 'public'));
}

/** Deletes a bucket, or tells what stands in the way. @param {string} name @param {() => void} done */
export function deleteBucket(name, done) {
  confirmDanger({
    title: 'Delete bucket',
    text: h('p', {}, 'The bucket ', h('b', {}, name), ' and its settings will be gone. Only an empty bucket can be deleted.'),
    action: 'Delete bucket',
    word: name,
    async work(signal) {
      try {
        await s3().send('DELETE', { bucket: name, signal });
      } catch (error) {
        throw error instanceof S3Error && error.code === 'BucketNotEmpty' ? await obstacles(name, error, signal) : error;
      }
      notify(`Bucket ${name} is deleted.`);
      done();
    },
  });
}

/** @param {string} bucket @param {S3Error} error @param {AbortSignal} signal @returns {Promise<S3Error>} one that says what is in the bucket */
async function obstacles(bucket, error, signal) {
  const [versions, uploads] = await Promise.all([
    s3().document('GET', { bucket, query: { versions: '', 'max-keys': 1000 }, signal }),
    s3().document('GET', { bucket, query: { uploads: '', 'max-uploads': 1000 }, signal }),
  ]).catch(() => [null, null]);
  /** @param {Element|null} root @param {number} count @param {string} name */
  const some = (root, count, name) => count > 0 && `${text(root, 'IsTruncated') === 'true' ? 'more than ' : ''}${counted(count, name)}`;
  const objects = all(versions, 'Version');
  const found = [
    some(versions, objects.filter((it) => text(it, 'IsLatest') === 'true').length, 'object'),
    some(versions, objects.filter((it) => text(it, 'IsLatest') !== 'true').length, 'older version'),
    some(versions, all(versions, 'DeleteMarker').length, 'delete marker'),
    some(uploads, all(uploads, 'Upload').length, 'unfinished upload'),
  ].filter(Boolean);
  const message = found.length > 0 ? `The bucket still has ${found.join(', ')}.` : error.message;
  return new S3Error({ code: error.code, message, status: error.status, requestId: error.requestId });
}
