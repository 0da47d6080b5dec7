import { bucketAddress } from './buckets.js';
import { openDialog, workForm } from './dialog.js';
import { field, h } from './dom.js';

/** Asks for a name, and goes to the folder. S3 has folders only in the names of objects, so it is there once something is. @param {string} bucket @param {string} prefix */
export function newFolder(bucket, prefix) {
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, pattern: '.*[^\\/].*', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' }));
  openDialog('New folder', (_, close) =>
    workForm({
      content: field('Name', name, 'A / in it makes a folder in a folder. It is there once you put something into it.'),
      action: 'Go there',
      close,
      async work() {
        location.hash = bucketAddress(bucket, `${prefix}${name.value.replace(/^\/+|\/+$/g, '')}/`);
      },
    }),
  );
  name.focus();
}
