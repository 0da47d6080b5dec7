import { copyObjects } from './copy-objects.js';
import { deleteObjects } from './delete-objects.js';
import { openDialog } from './dialog.js';
import { downloadObject } from './download-objects.js';
import { S3Error, errorBox, isCancelled } from './errors.js';
import { fill, h, nameText } from './dom.js';
import { number, size, time } from './format.js';
import { icon } from './icons.js';
import { SENT, metadataButton, metadataOf } from './object-metadata.js';
import { objectProtection } from './object-protection.js';
import { objectTags } from './object-tags.js';
import { preview } from './preview.js';
import { s3 } from './session.js';
import { shareDialog } from './share.js';
import { versionList } from './versions.js';

/** What is known of an object, and what can be done with it. @param {string} bucket @param {string} key @param {() => void} changed */
export function objectPanel(bucket, key, changed) {
  const name = key.split('/').pop() || key;
  let closed = new AbortController();
  const body = h('div', { class: 'stack' });
  const dialog = openDialog(name, () => body, { side: true, onclose: () => closed.abort() });
  load();

  /** @param {string} [version] */
  async function load(version) {
    closed.abort();
    closed = new AbortController();
    const { signal } = closed;
    const versions = versionList({ bucket, key, shown: version, signal, onshow: load, onchange: () => (changed(), load()) });
    fill(body, h('p', { class: 'loading' }, 'Loading…'));
    try {
      const { headers } = await s3().send('HEAD', { bucket, key, query: { versionId: version }, headers: { 'x-amz-checksum-mode': 'ENABLED' }, signal });
      const length = Number(headers.get('content-length'));
      const type = headers.get('content-type') ?? '';
      fill(body, actions(version, length), preview(bucket, key, { type, length, version, signal }), facts(headers, length), metadataButton({ bucket, key, version, headers, onchange: () => (changed(), load()) }), objectProtection({ bucket, key, version, headers, signal, onchange: () => load(version) }), versions, h('h3', {}, 'Tags'), objectTags(bucket, key, version, signal));
    } catch (error) {
      if (isCancelled(error)) return;
      if (await needsKey(error, version, signal)) return fill(body, sealed(version), versions, h('h3', {}, 'Tags'), objectTags(bucket, key, version, signal));
      const gone = error instanceof S3Error && (error.status === 404 || error.status === 405);
      fill(body, gone ? h('p', {}, 'This object is deleted. What is kept of it can be brought back.') : errorBox(error, () => load(version)), versions);
    }
  }

  /** Whether an object is encrypted with a key that its reader has to send. An answer to HEAD does not say so. @param {unknown} error @param {string|undefined} version @param {AbortSignal} signal */
  async function needsKey(error, version, signal) {
    if (!(error instanceof S3Error && error.status === 400)) return false;
    const reason = await s3().send('GET', { bucket, key, query: { versionId: version }, headers: { range: 'bytes=0-0' }, signal }).catch((it) => it);
    return reason instanceof S3Error && reason.message.includes('Server Side Encryption');
  }

  /** @param {string|undefined} version */
  function sealed(version) {
    const remove = () => deleteObjects(bucket, [{ name, key, folder: false, size: 0, modified: '', deleted: false }], () => (dialog.close(), changed()));
    return [
      h('p', {}, 'This object is encrypted with a key that the server does not keep (SSE-C). The console never asks for such keys: read, copy and change it with the client that stored it. Here it can be tagged and deleted.'),
      !version && h('div', { class: 'panel-actions' }, h('button', { type: 'button', class: 'danger-quiet', onclick: remove }, icon('trash'), 'Delete')),
    ];
  }

  /** @param {string|undefined} version @param {number} length */
  function actions(version, length) {
    const entry = { name, key, folder: false, size: length, modified: '', deleted: false };
    const remove = () => deleteObjects(bucket, [entry], () => (dialog.close(), changed()));
    const folder = key.slice(0, key.lastIndexOf('/') + 1);
    const copyOrMove = () => copyObjects(bucket, folder, [entry], () => (dialog.close(), changed()));
    return h(
      'div',
      { class: 'panel-actions' },
      h('button', { type: 'button', class: 'primary', onclick: () => downloadObject(bucket, key, version) }, icon('download'), 'Download'),
      h('button', { type: 'button', onclick: () => shareDialog(bucket, key, version) }, icon('share'), 'Share'),
      !version && h('button', { type: 'button', onclick: copyOrMove }, icon('copy'), 'Copy or move'),
      !version && h('button', { type: 'button', class: 'danger-quiet', onclick: remove }, icon('trash'), 'Delete'),
    );
  }

  /** @param {Headers} headers @param {number} length */
  function facts(headers, length) {
    const known = [
      ['Key', nameText(key)],
      ['Size', `${size(length)}${length >= 1024 ? ` (${number(length)} bytes)` : ''}`],
      ['Modified', time(headers.get('last-modified') ?? '')],
      ['Type', headers.get('content-type')],
      ['ETag', headers.get('etag')?.replaceAll('"', '')],
      ['Version', headers.get('x-amz-version-id')],
      ['Encryption', headers.get('x-amz-server-side-encryption')],
      ['Storage class', headers.get('x-amz-storage-class')],
      ['Deleted by a rule', expiration(headers.get('x-amz-expiration'))],
      ...[...headers].filter(([it]) => it.startsWith('x-amz-checksum-') && it !== 'x-amz-checksum-type').map(([it, value]) => [it.replace('x-amz-checksum-', '').toUpperCase(), value]),
      ...SENT.map(([it, label]) => [label, headers.get(it)]),
    ];
    const own = metadataOf(headers);
    return [h('h3', {}, 'Details'), list(known), h('h3', {}, 'Metadata'), own.length > 0 ? list(own) : h('p', { class: 'muted' }, 'None.')];
  }
}

/** When a rule deletes the object, and which. @param {string|null} header */
function expiration(header) {
  const [, date, rule] = /expiry-date="([^"]*)", rule-id="([^"]*)"/.exec(header ?? '') ?? [];
  return date ? `${time(date)} (rule ${rule})` : header;
}

/** @param {any[][]} pairs names and values; those without a value are left out */
function list(pairs) {
  return h('dl', {}, pairs.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}
