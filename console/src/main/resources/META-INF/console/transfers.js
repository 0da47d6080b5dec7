import { S3Error, isCancelled, shortly } from './errors.js';
import { noteFolder, pendingOf } from './pending-uploads.js';
import { errorOf, unreachable } from './s3.js';
import { onSignOut, s3 } from './session.js';
import { showTransfers } from './transfer-view.js';
import { PART, PAUSE, checksum, checksumOfObject, discard, uploadInParts } from './upload-parts.js';

/**
 * Uploads under way: a few requests at a time, large files in parts. They go on while people look at other pages.
 *
 * @typedef {{bucket: string, key: string, file: File, there: boolean, skipped: boolean, sent: number, state: 'waiting'|'running'|'paused'|'done'|'failed'|'cancelled', error: string}} Upload `there` if an
 *     object may have the content already, `skipped` if it does
 */

const AT_A_TIME = 4;
const TRIES = 4;

/** @type {Upload[]} */
let uploads = [];
/** The next one to look at; those before it do not wait. */
let next = 0;
/** Folders that are uploaded whole. @type {{bucket: string, key: string}[]} */
let whole = [];
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

/** @param {string} bucket @param {import('./upload.js').Chosen[]} chosen @param {string[]} [folders] the keys of those that are uploaded whole */
export function addUploads(bucket, chosen, folders = []) {
  if (chosen.length === 0) return;
  if (uploads.every((it) => !['waiting', 'running', 'paused'].includes(it.state))) {
    uploads = uploads.filter((it) => it.state === 'failed');
    abort = new AbortController();
  }
  for (const { file, key, there = false } of chosen) uploads.push({ bucket, key, file, there, skipped: false, sent: 0, state: 'waiting', error: '' });
  folders.forEach((key) => whole.push({ bucket, key }));
  start();
}

/** Whether a key is among the uploads that are not done. @param {string} bucket @param {string} key */
export const isUploading = (bucket, key) => uploads.some((it) => it.bucket === bucket && it.key === key && ['waiting', 'running', 'paused'].includes(it.state));

/** Whether a folder is being uploaded whole. @param {string} bucket @param {string} key */
export const isUploadingFolder = (bucket, key) => whole.some((it) => it.bucket === bucket && it.key === key);

let runners = 0;

function start() {
  next = 0;
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
  whole.forEach(({ bucket, key }) => noteFolder(bucket, key, false));
  whole = [];
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
  whole = [];
  show();
}

/** Nothing of who was signed in is sent by the next one. Large files can go on later. */
onSignOut(() => {
  abort.abort(PAUSE);
  clear();
});

addEventListener('beforeunload', (event) => {
  if (uploads.some((it) => it.state === 'waiting' || it.state === 'running')) event.preventDefault();
});

/** Takes one upload after the other. */
async function run() {
  for (let of; (of = nextWaiting()); ) {
    of.state = 'running';
    const { signal } = abort;
    try {
      of.skipped = of.there && (await isThere(of, signal));
      if (!of.skipped) await (of.file.size > PART ? uploadInParts(of, typeOf(of), signal, send) : atOnce(of, signal));
      of.state = 'done';
      of.sent = of.file.size;
      uploaded.dispatchEvent(new CustomEvent('uploaded', { detail: { bucket: of.bucket, key: of.key } }));
    } catch (error) {
      of.state = !isCancelled(error) ? 'failed' : signal.reason === PAUSE ? 'paused' : 'cancelled';
      of.error = shortly(error);
    }
    if (!uploads.some((it) => it.state === 'waiting' || it.state === 'running')) end();
  }
}

/** @returns {Upload|undefined} */
function nextWaiting() {
  while (next < uploads.length && uploads[next].state !== 'waiting') next++;
  return uploads[next];
}

/** Nothing is under way any more. */
function end() {
  whole = whole.filter(({ bucket, key }) => {
    const open = uploads.some((it) => it.bucket === bucket && it.key.startsWith(key) && it.state !== 'done');
    if (!open) noteFolder(bucket, key, false);
    return open;
  });
  show();
}

/** Whether an object has the content of the file. @param {Upload} of @param {AbortSignal} signal */
async function isThere({ bucket, key, file }, signal) {
  try {
    const { headers } = await s3().send('HEAD', { bucket, key, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });
    return headers.get('x-amz-checksum-crc32') === (await checksumOfObject(file));
  } catch (error) {
    if (isCancelled(error)) throw error;
    return false;
  }
}

/** @param {Upload} of */
const typeOf = (of) => of.file.type || 'application/octet-stream';

/** @param {Upload} of @param {AbortSignal} signal */
async function atOnce(of, signal) {
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
