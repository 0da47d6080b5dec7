import { h, notify } from './dom.js';
import { addUploads } from './transfers.js';

/**
 * Where files come from: the browser's dialogs, and what is dropped.
 *
 * @typedef {{file: File, key: string}} Chosen
 */

/** @param {string} bucket @param {string} prefix @param {boolean} folder */
export function pickFiles(bucket, prefix, folder) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'file', multiple: true, webkitdirectory: folder, hidden: true, id: 'file-picker' }));
  document.getElementById('file-picker')?.remove();
  input.addEventListener('change', () => {
    addUploads(bucket, Array.from(input.files ?? [], (file) => ({ file, key: prefix + (file.webkitRelativePath || file.name) })));
    input.remove();
  });
  document.body.append(input);
  input.click();
}

/** Uploads one file to a key. @param {string} bucket @param {string} key @param {() => void} chosen */
export function pickFile(bucket, key, chosen) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'file', hidden: true, id: 'file-picker' }));
  document.getElementById('file-picker')?.remove();
  input.addEventListener('change', () => {
    addUploads(bucket, Array.from(input.files ?? [], (file) => ({ file, key })));
    input.remove();
    chosen();
  });
  document.body.append(input);
  input.click();
}

/** Uploads what is dropped on an element. @param {Element} target @param {string} bucket @param {string} prefix @param {AbortSignal} signal */
export function acceptDrops(target, bucket, prefix, signal) {
  const over = (/** @type {Event} */ event) => {
    const drag = /** @type {DragEvent} */ (event);
    if (!drag.dataTransfer?.types.includes('Files')) return;
    drag.preventDefault();
    target.classList.add('drop');
  };
  const leave = (/** @type {Event} */ event) => {
    const to = /** @type {DragEvent} */ (event).relatedTarget;
    if (!(to instanceof Node && target.contains(to))) target.classList.remove('drop');
  };
  const drop = async (/** @type {Event} */ event) => {
    event.preventDefault();
    target.classList.remove('drop');
    const items = Array.from(/** @type {DragEvent} */ (event).dataTransfer?.items ?? []);
    // All are asked for before anything is awaited, because they are gone with the event.
    const entries = items.map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry !== null && entry !== undefined);
    try {
      /** @type {Chosen[]} */
      const chosen = [];
      for (const entry of entries) await collect(entry, prefix, chosen);
      addUploads(bucket, chosen);
    } catch (error) {
      notify(`What was dropped cannot be read: ${error instanceof Error ? error.message : error}`, 'bad');
    }
  };
  target.addEventListener('dragover', over, { signal });
  target.addEventListener('dragleave', leave, { signal });
  target.addEventListener('drop', drop, { signal });
}

/** @param {FileSystemEntry} entry @param {string} prefix @param {Chosen[]} chosen */
async function collect(entry, prefix, chosen) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => /** @type {FileSystemFileEntry} */ (entry).file(done, fail));
    chosen.push({ file, key: prefix + entry.name });
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    // It gives a hundred at a time, and none at the end.
    /** @type {FileSystemEntry[]} */
    const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (entries.length === 0) return;
    for (const child of entries) await collect(child, `${prefix}${entry.name}/`, chosen);
  }
}
