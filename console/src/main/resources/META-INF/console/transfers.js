import { S3Error, isCancelled, shortly } from './errors.js';
import { pendingOf } from './pending-uploads.js';
import { errorOf, unreachable } from './s3.js';
import { s3 } from './session.js';
import { showTransfers } from './transfer-view.js';
import { PART, PAUSE, checksum, discard, uploadInParts } from './upload-parts.js';

/**
 * Uploads under way: a few requests at a time, large files in parts. They go on while people look at other pages.
 *
 * @typedef {{bucket: string, key: string, file: File, sent: number, state: 'waiting'|'running'|'paused'|'done'|'failed'|'cancelled', error: string}} Upload
 */

const AT_A_TIME = 4;
const TRIES = 4;

/** @type {Upload[]} */
let uploads = [];
let abort = new AbortController();
/** Requests that may run at once. */
let free = AT_A_TIME;
/** @type {(() => void)[]} */
const waiting = [];
const uploaded = new EventTarget();

/** Tells when an object was uploaded, at most once in a second. @param {(bucket: string, key: string) => void} listener @param {AbortSignal} signal */
export function onUploaded(listener, signal) {
  let timer = 0;
  const later = (/** @type {Event} */ event) => {
    const { bucket, key } = /** @type {CustomEvent} */ (event).detail;
    clearTimeout(timer);
    timer = setTimeout(() => signal.aborted || listener(bucket, key), 400);
  };
  uploaded.addEventListener('uploaded', later, { signal });
}

/** @param {string} bucket @param {import('./upload.js').Chosen[]} chosen */
export function addUploads(bucket, chosen) {
  if (chosen.length === 0) return;
  if (uploads.every((it) => !['waiting', 'running', 'paused'].includes(it.state))) {
    uploads = uploads.filter((it) => it.state === 'failed');
    abort = new AbortController();
  }
  uploads.push(...chosen.map(({ file, key }) => ({ bucket, key, file, sent: 0, state: /** @type {const} */ ('waiting'), error: '' })));
  start();
}

/** Whether a key is among the uploads that are not done. @param {string} bucket @param {string} key */
export const isUploading = (bucket, key) => uploads.some((it) => it.bucket === bucket && it.key === key && ['waiting', 'running', 'paused'].includes(it.state));

let runners = 0;

function start() {
  show();
  for (; runners < AT_A_TIME; runners++) run().finally(() => runners--);
}

function show() {
  showTransfers(uploads, { cancel, pause, resume, retry, clear });
}

function cancel() {
  abort.abort();
  for (const it of uploads.filter((it) => it.state === 'paused')) {
    const pending = pendingOf(it.bucket, it.key, it.file);
    if (pending) discard(pending);
  }
  uploads.filter((it) => it.state === 'waiting' || it.state === 'paused').forEach((it) => (it.state = 'cancelled'));
  show();
}

function pause() {
  abort.abort(PAUSE);
  uploads.filter((it) => it.state === 'waiting').forEach((it) => (it.state = 'paused'));
  show();
}

function resume() {
  abort = new AbortController();
  uploads.filter((it) => it.state === 'paused').forEach((it) => Object.assign(it, { state: 'waiting', sent: 0 }));
  start();
}

function retry() {
  abort = abort.signal.aborted ? new AbortController() : abort;
  uploads.filter((it) => it.state === 'failed' || it.state === 'cancelled').forEach((it) => Object.assign(it, { state: 'waiting', sent: 0, error: '' }));
  start();
}

function clear() {
  uploads = [];
  show();
}

addEventListener('beforeunload', (event) => {
  if (uploads.some((it) => it.state === 'waiting' || it.state === 'running')) event.preventDefault();
});

/** Takes one upload after the other. */
async function run() {
  for (let next; (next = uploads.find((it) => it.state === 'waiting')); ) {
    next.state = 'running';
    const { signal } = abort;
    try {
      await (next.file.size > PART ? uploadInParts(next, typeOf(next), signal, send) : whole(next, signal));
      next.state = 'done';
      next.sent = next.file.size;
      uploaded.dispatchEvent(new CustomEvent('uploaded', { detail: { bucket: next.bucket, key: next.key } }));
    } catch (error) {
      next.state = !isCancelled(error) ? 'failed' : signal.reason === PAUSE ? 'paused' : 'cancelled';
      next.error = shortly(error);
    }
    if (!uploads.some((it) => it.state === 'waiting' || it.state === 'running')) show();
  }
}

/** @param {Upload} of */
const typeOf = (of) => of.file.type || 'application/octet-stream';

/** @param {Upload} of @param {AbortSignal} signal */
async function whole(of, signal) {
  const headers = { 'content-type': typeOf(of), 'x-amz-checksum-crc32': await checksum(of.file) };
  await send({ bucket: of.bucket, key: of.key, headers, body: of.file }, signal, (sent) => (of.sent = sent));
}

/**
 * Sends bytes, again if the connection breaks or the server is busy.
 *
 * @param {import('./s3.js').Options & {body: Blob}} options @param {AbortSignal} signal @param {(sent: number) => void} progress
 * @returns {Promise<string>} the tag
 */
async function send(options, signal, progress) {
  await new Promise((/** @type {(value?: any) => void} */ go) => (free > 0 ? (free--, go()) : waiting.push(go)));
  try {
    for (let tried = 1; ; tried++) {
      try {
        return await sendOnce(options, signal, progress);
      } catch (error) {
        const passing = error instanceof S3Error && (error.code === 'Unreachable' || error.status >= 500);
        if (!passing || tried === TRIES || signal.aborted) throw error;
        await new Promise((go) => setTimeout(go, 500 * 2 ** tried));
      }
    }
  } finally {
    const go = waiting.shift();
    if (go) go();
    else free++;
  }
}

/** Only this kind of request tells how much was sent. @param {import('./s3.js').Options & {body: Blob}} options @param {AbortSignal} signal @param {(sent: number) => void} progress @returns {Promise<string>} */
function sendOnce(options, signal, progress) {
  const { url, headers } = s3().prepare('PUT', options);
  return new Promise((done, fail) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const cancel = () => request.abort();
    signal.addEventListener('abort', cancel);
    request.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onerror = () => fail(unreachable(s3().endpoint));
    request.onabort = () => fail(new DOMException('cancelled', 'AbortError'));
    request.onload = () =>
      request.status === 200
        ? done(request.getResponseHeader('etag') ?? '')
        : fail(errorOf(request.status, { get: (name) => request.getResponseHeader(name) }, request.responseText));
    request.onloadend = () => signal.removeEventListener('abort', cancel);
    request.send(options.body);
  });
}
