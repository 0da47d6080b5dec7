import * as crc32 from './crc32.js';
import { S3Error } from './errors.js';
import { forget, pendingOf, remember } from './pending-uploads.js';
import { s3 } from './session.js';
import { all, element, text } from './xml.js';

/**
 * Uploads of large files in parts.
 *
 * @typedef {(options: import('./s3.js').Options & {body: Blob}, signal: AbortSignal, progress: (sent: number) => void) => Promise<string>} Send sends bytes, and answers their tag
 * @typedef {{size: number, etag: string, crc: string}} Part
 */

const MIB = 1 << 20;
/** Files above this size go in parts of it, or of larger ones where there would be too many. */
export const PART = 16 * MIB;
const MOST_PARTS = 10000;
const LANES = 4;

/** What an upload is ended with that is to go on later. */
export const PAUSE = new DOMException('paused', 'AbortError');

/** The CRC-32, of which only a piece of the content is in memory at a time. @param {Blob} blob */
export async function checksum(blob) {
  let crc = crc32.START;
  for (let at = 0; at < blob.size; at += PART) crc = crc32.update(crc, new Uint8Array(await blob.slice(at, at + PART).arrayBuffer()));
  return crc32.text(crc);
}

/** What the server says of an object that was uploaded from a file: of parts, the checksum of their checksums. @param {File} file */
export async function checksumOfObject(file) {
  if (file.size <= PART) return checksum(file);
  const length = partLength(file.size);
  let crc = crc32.START;
  let count = 0;
  for (let at = 0; at < file.size; at += length, count++) crc = crc32.update(crc, Uint8Array.from(atob(await checksum(file.slice(at, at + length))), (it) => it.charCodeAt(0)));
  return `${crc32.text(crc)}-${count}`;
}

/** @param {number} size of a file @returns {number} the length of its parts */
export const partLength = (size) => Math.max(PART, Math.ceil(size / MOST_PARTS / MIB) * MIB);

/** @param {{bucket: string, key: string, file: File, sent: number}} of @param {string} type @param {AbortSignal} signal @param {Send} send */
export async function uploadInParts(of, type, signal, send) {
  const { bucket, key, file } = of;
  const length = partLength(file.size);
  const begun = await beginning(of, type, signal);
  const { uploadId } = begun;
  /** @type {{etag: string, crc: string}[]} */
  const parts = Array(Math.ceil(file.size / length));
  const sent = Array(parts.length).fill(0);
  let next = 0;
  const failure = new AbortController();
  const until = AbortSignal.any([signal, failure.signal]);

  const lane = async () => {
    for (let i; (i = next++) < parts.length; ) {
      const body = file.slice(i * length, Math.min(file.size, (i + 1) * length));
      const crc = await checksum(body);
      const note = (/** @type {number} */ bytes) => {
        sent[i] = bytes;
        of.sent = sent.reduce((sum, it) => sum + it, 0);
      };
      const there = begun.parts.get(i + 1);
      const same = there?.size === body.size && there.crc === crc;
      const etag = same ? there.etag : await send({ bucket, key, query: { partNumber: i + 1, uploadId }, headers: { 'x-amz-checksum-crc32': crc }, body }, until, note);
      if (same) note(body.size);
      until.throwIfAborted();
      parts[i] = { etag, crc };
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, () => lane().catch((error) => {
      failure.abort(error);
      throw error;
    })));
    const body = `${element('CompleteMultipartUpload', parts.map(({ etag, crc }, i) => element('Part', element('PartNumber', i + 1), element('ETag', etag), element('ChecksumCRC32', crc))))}`;
    await s3().document('POST', { bucket, key, query: { uploadId }, body, signal });
    forget(uploadId);
  } catch (error) {
    const first = failure.signal.reason instanceof Error && !signal.aborted ? failure.signal.reason : error;
    if (!goesOn(first, signal)) await discard({ bucket, key, uploadId });
    throw first;
  }
}

/** Whether somebody may want to go on with what came so far. @param {unknown} error @param {AbortSignal} signal */
function goesOn(error, signal) {
  if (signal.aborted) return signal.reason === PAUSE;
  return error instanceof S3Error && (error.code === 'Unreachable' || error.status >= 500);
}

/** Ends an upload, because what came of it would take space until housekeeping removes it. @param {{bucket: string, key: string, uploadId: string}} of */
export async function discard({ bucket, key, uploadId }) {
  forget(uploadId);
  await s3().send('DELETE', { bucket, key, query: { uploadId } }).catch(() => {});
}

/**
 * The upload that this browser began before with the same file, or a new one.
 *
 * @param {{bucket: string, key: string, file: File}} of @param {string} type @param {AbortSignal} signal
 * @returns {Promise<{uploadId: string, parts: Map<number, Part>}>}
 */
async function beginning({ bucket, key, file }, type, signal) {
  const pending = pendingOf(bucket, key, file);
  if (pending) {
    try {
      return { uploadId: pending.uploadId, parts: await partsOf(bucket, key, pending.uploadId, signal) };
    } catch (error) {
      if (!(error instanceof S3Error && error.code === 'NoSuchUpload')) throw error;
      forget(pending.uploadId);
    }
  }
  const headers = { 'content-type': type, 'x-amz-checksum-algorithm': 'CRC32' };
  const uploadId = text(await s3().document('POST', { bucket, key, query: { uploads: '' }, headers, signal }), 'UploadId');
  remember(bucket, key, file, uploadId);
  return { uploadId, parts: new Map() };
}

/** The parts that came, by their numbers. @param {string} bucket @param {string} key @param {string} uploadId @param {AbortSignal} signal @returns {Promise<Map<number, Part>>} */
async function partsOf(bucket, key, uploadId, signal) {
  const parts = new Map();
  for (let marker = '0'; ; ) {
    const root = await s3().document('GET', { bucket, key, query: { uploadId, 'part-number-marker': marker }, signal });
    for (const it of all(root, 'Part')) parts.set(Number(text(it, 'PartNumber')), { size: Number(text(it, 'Size')), etag: text(it, 'ETag'), crc: text(it, 'ChecksumCRC32') });
    if (text(root, 'IsTruncated') !== 'true') return parts;
    marker = text(root, 'NextPartNumberMarker');
  }
}
