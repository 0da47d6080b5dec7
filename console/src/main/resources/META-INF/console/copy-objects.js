import { deleteBatch, objectsBelow } from './delete-objects.js';
import { openDialog, workForm } from './dialog.js';
import { S3Error } from './errors.js';
import { field, fill, h, nameText, notify, tick } from './dom.js';
import { counted, number, size } from './format.js';
import { inLanes } from './lanes.js';
import { s3 } from './session.js';
import { encode } from './sigv4.js';

/** S3 copies no larger object in one request. */
export const MOST_AT_ONCE = 5 * 2 ** 30;

/** @typedef {{from: string, to: string}} Step */

/**
 * Asks where to, and copies or moves objects and folders there, with progress. The server copies; nothing goes through the browser.
 *
 * @param {string} bucket @param {string} prefix the folder in which they are @param {import('./listing.js').Entry[]} entries @param {() => void} done
 */
export function copyObjects(bucket, prefix, entries, done) {
  const one = entries.length === 1 && !entries[0].folder;
  const target = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, spellcheck: 'false', autocapitalize: 'off', value: bucket }));
  const key = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: one, spellcheck: 'false', autocapitalize: 'off', value: one ? entries[0].key : prefix }));
  const move = /** @type {HTMLInputElement} */ (h('input', {}));
  const progress = h('p', { class: 'muted', role: 'status' });
  const what = entries.length === 1 ? entries[0].name || entries[0].key : counted(entries.length, 'entry', 'entries');

  async function work(/** @type {AbortSignal} */ signal) {
    const folder = key.value && !key.value.endsWith('/') ? `${key.value}/` : key.value;
    let copied = 0;
    try {
      for await (const steps of stepsOf(bucket, prefix, entries, one ? () => key.value : (from) => folder + from.slice(prefix.length), signal)) {
        requireElsewhere(bucket, target.value, steps, entries);
        await inLanes(steps, async (step) => {
          await copyObject({ bucket, key: step.from }, { bucket: target.value, key: step.to }, signal);
          fill(progress, `${number(++copied)} copied so far…`);
        });
        if (move.checked) await deleteBatch(bucket, steps.map((it) => ({ key: it.from })), signal);
      }
      notify(`${counted(copied, 'object')} ${move.checked ? 'moved' : 'copied'}.`);
    } finally {
      done();
    }
  }

  const dialog = openDialog('Copy or move', (_, close) =>
    workForm({
      content: [
        h('p', {}, h('b', {}, nameText(what)), one ? ', with its metadata and tags.' : ', with everything below, their metadata and tags.'),
        field('To bucket', target),
        one ? field('As', key, 'The whole key, with its folders. Change only its end to rename the object.') : field('Into folder', key, 'Empty means the top of the bucket.'),
        tick('Move', move, 'Deletes what was copied. Where versions are kept, they stay where they are.'),
        progress,
      ],
      action: 'Copy',
      work,
      close,
    }),
  );
  const go = dialog.querySelector('[type="submit"]');
  move.addEventListener('change', () => go && (go.textContent = move.checked ? 'Move' : 'Copy'));
  key.focus();
}

/**
 * What is to be copied, in batches.
 *
 * @param {string} bucket @param {string} prefix @param {import('./listing.js').Entry[]} entries @param {(key: string) => string} to @param {AbortSignal} signal
 * @returns {AsyncGenerator<Step[]>}
 */
async function* stepsOf(bucket, prefix, entries, to, signal) {
  const objects = entries.filter((it) => !it.folder && !it.deleted);
  if (objects.length > 0) yield objects.map((it) => ({ from: it.key, to: to(it.key) }));
  for (const { key } of entries.filter((it) => it.folder)) {
    for await (const keys of objectsBelow(bucket, key, signal)) yield keys.map((it) => ({ from: it.key, to: to(it.key) }));
  }
}

/** A copy onto itself would do nothing, and a move then delete it; a folder in itself would never end. @param {string} bucket @param {string} target @param {Step[]} steps @param {import('./listing.js').Entry[]} entries */
function requireElsewhere(bucket, target, steps, entries) {
  if (bucket !== target) return;
  if (steps.some((it) => it.from === it.to)) throw new Error('This is where it is already. Choose another folder, key or bucket.');
  const inside = entries.some((it) => it.folder && steps[0].to.startsWith(it.key));
  if (inside) throw new Error('A folder cannot be copied into itself.');
}

/** @param {{bucket: string, key: string}} from @param {{bucket: string, key: string}} to @param {AbortSignal} signal */
export async function copyObject(from, to, signal) {
  const source = `/${from.bucket}/${from.key.split('/').map(encode).join('/')}`;
  const { headers } = await s3().send('HEAD', { ...from, signal });
  const length = Number(headers.get('content-length'));
  if (length > MOST_AT_ONCE) {
    const code = 'EntityTooLarge';
    throw new S3Error({ code, message: `${from.key} has ${size(length)}; the console copies up to ${size(MOST_AT_ONCE)}. Use a client that copies in parts, such as aws s3 cp.` });
  }
  await s3().document('PUT', { ...to, headers: { 'x-amz-copy-source': source }, signal });
}
