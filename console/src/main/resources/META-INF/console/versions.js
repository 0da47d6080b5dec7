import { deleteBatch } from './delete-objects.js';
import { confirmDanger } from './dialog.js';
import { errorBox, isCancelled, shortlyWithReason } from './errors.js';
import { fill, h, notify } from './dom.js';
import { size, time } from './format.js';
import { icon, iconButton } from './icons.js';
import { decoded } from './listing.js';
import { s3 } from './session.js';
import { encode } from './sigv4.js';
import { text } from './xml.js';

/** @typedef {{id: string, latest: boolean, marker: boolean, modified: string, size: number}} Version */

/** How much larger a version is than the one before it. @param {number} bytes */
const difference = (bytes) => (bytes === 0 ? 'same size' : `${bytes > 0 ? '+' : '−'}${size(Math.abs(bytes))}`);

/** So many versions of a key are shown. */
const MOST = 200;

/** @param {string} bucket @param {string} key @param {AbortSignal} signal @returns {Promise<Version[]>} newest first */
export async function versionsOf(bucket, key, signal) {
  const query = { versions: '', prefix: key, 'max-keys': MOST, 'encoding-type': 'url' };
  const root = await s3().document('GET', { bucket, query, signal });
  return Array.from(root.children)
    .filter((it) => (it.localName === 'Version' || it.localName === 'DeleteMarker') && decoded(text(it, 'Key')) === key)
    .map((it) => ({ id: text(it, 'VersionId'), latest: text(it, 'IsLatest') === 'true', marker: it.localName === 'DeleteMarker', modified: text(it, 'LastModified'), size: Number(text(it, 'Size')) }));
}

/**
 * The versions of a key, each of which can be read, brought back and deleted for good.
 *
 * @param {{bucket: string, key: string, shown?: string, signal: AbortSignal, onshow: (id: string) => void, onchange: () => void}} of
 */
export function versionList({ bucket, key, shown, signal, onshow, onchange }) {
  const box = h('div', { class: 'versions' });
  load();
  return box;

  async function load() {
    try {
      const versions = await versionsOf(bucket, key, signal);
      if (versions.length === 0 || (versions.length === 1 && versions[0].id === 'null')) return;
      fill(box, h('h3', {}, 'Versions'), h('ul', {}, versions.map((it, i) => line(it, versions.slice(i + 1).find((older) => !older.marker)))));
    } catch (error) {
      if (!isCancelled(error)) fill(box, h('h3', {}, 'Versions'), errorBox(error));
    }
  }

  /** @param {Version} version @param {Version|undefined} before the one that it replaced */
  function line(version, before) {
    const name = version.marker ? 'Deleted' : size(version.size);
    const isShown = shown ? version.id === shown : version.latest;
    return h(
      'li',
      { class: isShown ? 'shown' : null },
      icon(version.marker ? 'gone' : 'file'),
      h('div', { class: 'version' }, version.marker ? h('span', {}, name) : h('button', { type: 'button', class: 'link', onclick: () => onshow(version.id) }, name), before && !version.marker && h('span', { class: 'muted' }, difference(version.size - before.size)), h('span', { class: 'muted' }, time(version.modified)), version.latest && h('span', { class: 'badge' }, 'latest')),
      restoreButton(version),
      iconButton('trash', 'Delete this version for good', () => remove(version)),
    );
  }

  /** @param {Version} version */
  function restoreButton(version) {
    if (version.latest !== version.marker) return null;
    const undo = version.marker;
    const label = undo ? 'Undo the deletion' : 'Restore';
    return h('button', { type: 'button', class: 'small', onclick: () => (undo ? undelete(version) : restore(version)) }, icon('restore'), label);
  }

  /** @param {Version} version */
  async function restore(version) {
    const source = `/${bucket}/${key.split('/').map(encode).join('/')}?versionId=${encode(version.id)}`;
    await attempt(async () => {
      await s3().document('PUT', { bucket, key, headers: { 'x-amz-copy-source': source } });
      notify('The version is restored: a copy of it is the latest one now.');
    });
  }

  /** @param {Version} version */
  async function undelete(version) {
    await attempt(async () => {
      await deleteBatch(bucket, [{ key, version: version.id }]);
      notify('The object is back.');
    });
  }

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      await work();
      onchange();
    } catch (error) {
      notify(shortlyWithReason(error), 'bad');
    }
  }

  /** @param {Version} version */
  function remove(version) {
    confirmDanger({
      title: 'Delete version',
      text: h('p', {}, version.marker ? 'The delete marker' : 'This version', ` of ${time(version.modified)} will be gone for good.`),
      action: 'Delete version',
      async work(until) {
        await deleteBatch(bucket, [{ key, version: version.id }], until);
        onchange();
      },
    });
  }
}
