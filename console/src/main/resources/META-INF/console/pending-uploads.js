import { server } from './session.js';

/**
 * Uploads in parts that this browser began and did not end: what is needed to go on with them after the page was loaded again. No keys
 * and nothing of the files is kept. The browser does not let a page keep a file, so somebody has to choose it again.
 *
 * @typedef {{endpoint: string, bucket: string, key: string, size: number, modified: number, uploadId: string}} Pending
 */

const STORED = 'geckos3-uploads';

/** So many are remembered; those before them are left to housekeeping. */
const MOST = 100;

/** @returns {Pending[]} */
function all() {
  try {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {Pending[]} list */
function keep(list) {
  try {
    localStorage.setItem(STORED, JSON.stringify(list.slice(-MOST)));
  } catch {
    // A browser that keeps nothing uploads all the same.
  }
}

/** @param {string} bucket @param {string} key @param {File} file @param {string} uploadId */
export function remember(bucket, key, file, uploadId) {
  keep([...all().filter((it) => it.uploadId !== uploadId), { endpoint: server.endpoint, bucket, key, size: file.size, modified: file.lastModified, uploadId }]);
}

/** @param {string} uploadId */
export const forget = (uploadId) => keep(all().filter((it) => it.uploadId !== uploadId));

/** The upload of the same file to the same key, if one was begun. @param {string} bucket @param {string} key @param {File} file */
export const pendingOf = (bucket, key, file) => all().findLast((it) => it.endpoint === server.endpoint && it.bucket === bucket && it.key === key && it.size === file.size && it.modified === file.lastModified);

const FOLDERS = 'geckos3-folders';

/** Folders whose upload was begun and did not end. @returns {{endpoint: string, bucket: string, key: string}[]} */
function folders() {
  try {
    return JSON.parse(localStorage.getItem(FOLDERS) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {string} bucket @param {string} key @returns {(it: {endpoint: string, bucket: string, key: string}) => boolean} */
const is = (bucket, key) => (it) => it.endpoint === server.endpoint && it.bucket === bucket && it.key === key;

/** @param {string} bucket @param {string} key of the folder, with the slash at its end @param {boolean} pending */
export function noteFolder(bucket, key, pending) {
  const others = folders().filter((it) => !is(bucket, key)(it));
  try {
    localStorage.setItem(FOLDERS, JSON.stringify([...others, ...(pending ? [{ endpoint: server.endpoint, bucket, key }] : [])].slice(-MOST)));
  } catch {
    // As above.
  }
}

/** @param {string} bucket @param {string} key */
export const isPendingFolder = (bucket, key) => folders().some(is(bucket, key));

/** The keys of folders below a prefix whose upload did not end. @param {string} bucket @param {string} prefix @returns {string[]} */
export const pendingFolders = (bucket, prefix) => folders().filter((it) => it.endpoint === server.endpoint && it.bucket === bucket && it.key.startsWith(prefix)).map((it) => it.key);

/** The uploads to a folder. @param {string} bucket @param {string} prefix @returns {Pending[]} */
export const pendingBelow = (bucket, prefix) => all().filter((it) => it.endpoint === server.endpoint && it.bucket === bucket && it.key.startsWith(prefix));
