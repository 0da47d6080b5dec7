import { fill, h, nameText } from './dom.js';
import { size } from './format.js';
import { noteFolder, pendingBelow, pendingFolders } from './pending-uploads.js';
import { isUploading, isUploadingFolder, onUploaded } from './transfers.js';
import { pickFile, pickFiles } from './upload.js';
import { discard } from './upload-parts.js';

/** Tells of uploads to a folder that ended with the page, and goes on with them once their file is chosen again. @param {string} bucket @param {string} prefix @param {AbortSignal} signal */
export function unfinishedUploads(bucket, prefix, signal) {
  const box = h('div', {});
  draw();
  onUploaded(draw, signal);
  return box;

  function draw() {
    const pending = pendingBelow(bucket, prefix).filter((it) => !isUploading(bucket, it.key));
    const folders = pendingFolders(bucket, prefix).filter((it) => !isUploadingFolder(bucket, it));
    if (pending.length + folders.length === 0) return fill(box);
    const forget = (/** @type {string} */ key) => {
      noteFolder(bucket, key, false);
      draw();
    };
    const folderLine = (/** @type {string} */ key) =>
      h(
        'li',
        {},
        h('div', { class: 'line' }, h('span', {}, nameText(key.slice(prefix.length))), ' ', h('span', { class: 'hint' }, 'folder')),
        h('button', { type: 'button', class: 'small', 'aria-label': `Choose the folder ${key}`, onclick: () => pickFiles(bucket, key.slice(0, key.lastIndexOf('/', key.length - 2) + 1), true, () => fill(box)) }, 'Choose the folder'),
        h('button', { type: 'button', class: 'small', 'aria-label': `Forget the upload of ${key}`, onclick: () => forget(key) }, 'Forget'),
      );
    const remove = async (/** @type {import('./pending-uploads.js').Pending} */ it) => {
      await discard(it);
      draw();
    };
    const line = (/** @type {import('./pending-uploads.js').Pending} */ it) =>
      h(
        'li',
        {},
        h('div', { class: 'line' }, h('span', {}, nameText(it.key.slice(prefix.length))), ' ', h('span', { class: 'hint' }, size(it.size))),
        h('button', { type: 'button', class: 'small', 'aria-label': `Choose the file for ${it.key}`, onclick: () => pickFile(bucket, it.key, () => fill(box)) }, 'Choose the file'),
        h('button', { type: 'button', class: 'small', 'aria-label': `Discard the upload of ${it.key}`, onclick: () => remove(it) }, 'Discard'),
      );
    fill(box, h('section', { class: 'unfinished' }, h('h2', {}, 'Uploads that were interrupted'), h('p', { class: 'muted' }, 'Choose the same file or folder again: only what is missing is sent.'), h('ul', { class: 'rules' }, folders.map(folderLine), pending.map(line))));
  }
}
