import { confirmDanger } from './dialog.js';
import { S3Error } from './errors.js';
import { fill, h, nameText, notify } from './dom.js';
import { counted, number } from './format.js';
import { decoded } from './listing.js';
import { s3 } from './session.js';
import { base64, sha256 } from './sha256.js';
import { all, element, isWritable, text } from './xml.js';

/** S3 takes so many keys in one request. */
const BATCH = 1000;

/** @typedef {{key: string, version?: string}} Doomed */

/**
 * Asks, and deletes objects, and folders with all that is below them, with progress.
 *
 * @param {string} bucket @param {import('./listing.js').Entry[]} entries @param {() => void} done
 */
export function deleteObjects(bucket, entries, done) {
  const folders = entries.filter((it) => it.folder);
  const objects = entries.filter((it) => !it.folder);
  const what = [objects.length > 0 && counted(objects.length, 'object'), folders.length > 0 && `${counted(folders.length, 'folder')} with everything below`].filter(Boolean).join(' and ');
  const progress = h('p', { class: 'muted', role: 'status' });
  let deleted = 0;

  confirmDanger({
    title: 'Delete',
    text: [h('p', {}, `${what} will be deleted.`), names(entries), h('p', { class: 'muted' }, 'Where versions are kept they can be brought back, elsewhere not.'), progress],
    action: 'Delete',
    async work(signal) {
      const note = (/** @type {number} */ count) => {
        deleted += count;
        fill(progress, `${number(deleted)} deleted so far…`);
      };
      try {
        for (let i = 0; i < objects.length; i += BATCH) note(await deleteBatch(bucket, objects.slice(i, i + BATCH), signal));
        for (const { key } of folders) for await (const keys of objectsBelow(bucket, key, signal)) note(await deleteBatch(bucket, keys, signal));
        notify(`${counted(deleted, 'object')} deleted.`);
      } finally {
        done();
      }
    },
  });
}

/** @param {import('./listing.js').Entry[]} entries */
function names(entries) {
  const few = entries.slice(0, 5);
  return h('ul', { class: 'names' }, few.map((it) => h('li', {}, nameText(it.key))), entries.length > few.length && h('li', { class: 'muted' }, `and ${number(entries.length - few.length)} more`));
}

/** The objects below a prefix, in batches. @param {string} bucket @param {string} prefix @param {AbortSignal} [signal] @returns {AsyncGenerator<{key: string, size: number}[]>} */
export async function* objectsBelow(bucket, prefix, signal) {
  for (let after = ''; ; ) {
    const query = { 'list-type': 2, prefix, 'max-keys': BATCH, 'encoding-type': 'url', 'start-after': after || undefined };
    const root = await s3().document('GET', { bucket, query, signal });
    const objects = all(root, 'Contents').map((it) => ({ key: decoded(text(it, 'Key')), size: Number(text(it, 'Size')) }));
    if (objects.length === 0) return;
    yield objects;
    after = objects[objects.length - 1].key;
    if (text(root, 'IsTruncated') !== 'true') return;
  }
}

/**
 * Deletes up to 1,000 objects or versions.
 *
 * @param {string} bucket @param {Doomed[]} keys @param {AbortSignal} [signal]
 * @returns {Promise<number>} how many
 * @throws {S3Error} the first refusal
 */
export async function deleteBatch(bucket, keys, signal) {
  for (const { key, version } of keys.filter((it) => !isWritable(it.key))) await s3().send('DELETE', { bucket, key, query: { versionId: version }, signal });
  const written = keys.filter((it) => isWritable(it.key));
  if (written.length === 0) return keys.length;
  const body = `${element('Delete', element('Quiet', 'true'), written.map(({ key, version }) => element('Object', element('Key', key), version && element('VersionId', version))))}`;
  const headers = { 'x-amz-checksum-sha256': base64(sha256(body)) };
  const answer = await s3().document('POST', { bucket, query: { delete: '' }, body, headers, signal });
  const refused = all(answer, 'Error');
  if (refused.length > 0) {
    const code = text(refused[0], 'Code');
    throw new S3Error({ code, message: `${counted(refused.length, 'object was', 'objects were')} not deleted, first ${text(refused[0], 'Key')}: ${text(refused[0], 'Message') || code}` });
  }
  return keys.length;
}
