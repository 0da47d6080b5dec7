import { s3 } from './session.js';
import { all, text } from './xml.js';

/**
 * One page of a folder.
 *
 * @typedef {{name: string, key: string, folder: boolean, size: number, modified: string, deleted: boolean}} Entry
 * @typedef {{entries: Entry[], next: Object<string, string>|null}} Page `next` is what the query for the next page has besides
 */

/** So many names are asked for at a time. */
const PAGE = 1000;

/** The texts of listings are percent-encoded, because XML cannot have all that keys may have. @param {string} encoded */
export const decoded = (encoded) => decodeURIComponent(encoded.replaceAll('+', ' '));

/**
 * @param {string} bucket @param {string} prefix up to and with the last slash
 * @param {{begins?: string, next?: Object<string, string>|null, deleted?: boolean, signal?: AbortSignal}} options `begins` is how the
 *     names begin; `deleted` shows what was deleted too, where versions are kept
 * @returns {Promise<Page>}
 */
export async function listFolder(bucket, prefix, { begins = '', next, deleted, signal }) {
  const query = { prefix: prefix + begins, delimiter: '/', 'max-keys': PAGE, 'encoding-type': 'url', ...next };
  const root = await s3().document('GET', { bucket, query: deleted ? { versions: '', ...query } : { 'list-type': 2, ...query }, signal });
  const folders = all(root, 'CommonPrefixes').map((it) => folder(decoded(text(it, 'Prefix')), prefix));
  const objects = Array.from(root.children)
    .filter((it) => ['Contents', 'Version', 'DeleteMarker'].includes(it.localName))
    .filter((it) => !deleted || text(it, 'IsLatest') === 'true')
    .map((it) => object(it, prefix))
    .filter((it) => it.key !== prefix || it.size > 0);
  const more = text(root, 'IsTruncated') === 'true' ? nextOf(root) : null;
  // Folders come first where all is on one page; among many pages only the order of S3 makes sense.
  const inOrder = Boolean(next || more);
  const entries = [...folders, ...objects].sort((a, b) => (inOrder ? compare(a.key, b.key) : Number(b.folder) - Number(a.folder)));
  return { entries, next: more };
}

/** In the order of their bytes, which is that of code points and not of JavaScript. @param {string} a @param {string} b */
function compare(a, b) {
  const [one, other] = [a, b].map((it) => new TextEncoder().encode(it));
  const i = one.findIndex((byte, at) => byte !== other[at]);
  return i < 0 ? one.length - other.length : one[i] - (other[i] ?? -1);
}

/** @param {Element} root @returns {Object<string, string>} */
function nextOf(root) {
  const token = text(root, 'NextContinuationToken');
  if (token) return { 'continuation-token': token };
  return { 'key-marker': decoded(text(root, 'NextKeyMarker')), 'version-id-marker': text(root, 'NextVersionIdMarker') };
}

/** @param {string} key @param {string} prefix @returns {Entry} */
const folder = (key, prefix) => ({ name: key.slice(prefix.length, -1), key, folder: true, size: 0, modified: '', deleted: false });

/** @param {Element} it @param {string} prefix @returns {Entry} */
function object(it, prefix) {
  const key = decoded(text(it, 'Key'));
  return {
    name: key.slice(prefix.length),
    key,
    folder: false,
    size: Number(text(it, 'Size')),
    modified: text(it, 'LastModified'),
    deleted: it.localName === 'DeleteMarker',
  };
}
