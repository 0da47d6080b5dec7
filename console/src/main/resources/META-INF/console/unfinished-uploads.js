import { fill, h } from './dom.js';
import { size } from './format.js';
import { pendingBelow } from './pending-uploads.js';
import { isUploading, onUploaded } from './transfers.js';
import { pickFile } from './upload.js';
import { discard } from './upload-parts.js';

/** Tells of uploads to a folder that ended with the page, and goes on with them once their file is chosen again. @param {string} bucket @param {string} prefix @param {AbortSignal} signal */
export function unfinishedUploads(bucket, prefix, signal) {
  const box = h('div', {});
  draw();
  onUploaded(draw, signal);
  return box;

  function draw() {
    const pending = pendingBelow(bucket, prefix).filter((it) => !isUploading(bucket, it.key));
    if (pending.length === 0) return fill(box);
    const remove = async (/** @type {import('./pending-uploads.js').Pending} */ it) => {
      await discard(it);
      draw();
    };
    const line = (/** @type {import('./pending-uploads.js').Pending} */ it) =>
      h(
        'li',
        {},
        h('div', { class: 'line' }, h('span', {}, it.key.slice(prefix.length)), ' ', h('span', { class: 'hint' }, size(it.size))),
        h('button', { type: 'button', class: 'small', 'aria-label': `Choose the file for ${it.key}`, onclick: () => pickFile(bucket, it.key, () => fill(box)) }, 'Choose the file'),
        h('button', { type: 'button', class: 'small', 'aria-label': `Discard the upload of ${it.key}`, onclick: () => remove(it) }, 'Discard'),
      );
    fill(box, h('section', { class: 'unfinished' }, h('h2', {}, 'Uploads that were interrupted'), h('p', { class: 'muted' }, 'Choose the same file again: only what is missing is sent.'), h('ul', { class: 'rules' }, pending.map(line))));
  }
}
