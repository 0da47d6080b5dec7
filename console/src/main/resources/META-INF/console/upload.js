import { h, notify } from './dom.js';
import { objectsBelow } from './delete-objects.js';
import { isPendingFolder, noteFolder } from './pending-uploads.js';
import { addUploads } from './transfers.js';

/**
 * Where files come from: the browser's dialogs, and what is dropped.
 *
 * @typedef {{file: File, key: string, there?: boolean}} Chosen `there` if an object has the size of the file already
 */

/** @param {string} bucket @param {string} prefix @param {boolean} folder @param {() => void} [chosen] */
export function pickFiles(bucket, prefix, folder, chosen) {
  pick({ multiple: true, webkitdirectory: folder }, (files) => {
    uploadAll(bucket, prefix, files.map((file) => ({ file, key: prefix + (file.webkitRelativePath || file.name) })));
    chosen?.();
  });
}

/** Uploads one file to a key. @param {string} bucket @param {string} key @param {() => void} chosen */
export function pickFile(bucket, key, chosen) {
  pick({}, (files) => {
    addUploads(bucket, files.map((file) => ({ file, key })));
    chosen();
  });
}

/** @param {{multiple?: boolean, webkitdirectory?: boolean}} how @param {(files: File[]) => any} chosen */
function pick(how, chosen) {
  const input = /** @type {HTMLInputElement} */ (h('input', { type: 'file', hidden: true, id: 'file-picker', ...how }));
  document.getElementById('file-picker')?.remove();
  input.addEventListener('change', () => {
    chosen(Array.from(input.files ?? []));
    input.remove();
  });
  document.body.append(input);
  input.click();
}

/** Uploads files, and of folders whose upload was interrupted only what is missing. @param {string} bucket @param {string} prefix @param {Chosen[]} chosen */
async function uploadAll(bucket, prefix, chosen) {
  if (chosen.length === 0) return notify('There is no file in it, and S3 keeps no empty folders.', 'bad');
  const folders = [...new Set(chosen.map(({ key }) => key.slice(0, key.indexOf('/', prefix.length) + 1)).filter((it) => it.length > prefix.length))];
  for (const folder of folders) {
    if (isPendingFolder(bucket, folder)) await markThere(bucket, folder, chosen);
    noteFolder(bucket, folder, true);
  }
  addUploads(bucket, chosen, folders);
}

/** Finds the files whose size an object has already. @param {string} bucket @param {string} folder @param {Chosen[]} chosen */
async function markThere(bucket, folder, chosen) {
  const of = new Map(chosen.map((it) => [it.key, it]));
  /** Among very many other objects looking for them would take longer than sending them. */
  let pages = 2 + Math.ceil((2 * chosen.length) / 1000);
  try {
    for await (const objects of objectsBelow(bucket, folder)) {
      for (const { key, size } of objects) {
        const file = of.get(key);
        if (file?.file.size === size) file.there = true;
      }
      if (--pages === 0) return;
    }
  } catch {
    // Who may not list uploads all of them.
  }
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
      await uploadAll(bucket, prefix, chosen);
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
