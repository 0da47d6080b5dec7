import { openDialog } from './dialog.js';
import { shortlyWithReason } from './errors.js';
import { field, h, notify } from './dom.js';
import { number } from './format.js';
import { s3 } from './session.js';
import { copy } from './share.js';
import { encode } from './sigv4.js';

/** How long a link for a download holds, in seconds. */
const SECONDS = 3600;
/** Browsers ask, or refuse, when a page downloads many files at once. */
const MOST = 20;
/** Between two downloads, in milliseconds, because some browsers drop those that come together. */
const PAUSE = 400;

/** Downloads an object, if the server would give it: an error would be shown in the place of this page, and the keys would be gone. @param {string} bucket @param {string} key @param {string} [version] */
export async function downloadObject(bucket, key, version) {
  try {
    await s3().send('HEAD', { bucket, key, query: { versionId: version } });
  } catch (error) {
    return notify([`${key.split('/').pop() || key} cannot be downloaded. `, shortlyWithReason(error)], 'bad');
  }
  // Without a signature nothing can be said about how the browser takes it: it may well be shown, in the place of this page.
  if (!s3().keys) return window.open(s3().link(bucket, key, SECONDS, { versionId: version }), '_blank', 'noopener,noreferrer');
  const disposition = `attachment; filename*=UTF-8''${encode(key.split('/').pop() || key)}`;
  location.assign(s3().link(bucket, key, SECONDS, { versionId: version, 'response-content-disposition': disposition }));
}

/**
 * Downloads a few objects one after the other. For folders, and for many, shows the line by which a client fetches them.
 *
 * @param {string} bucket @param {import('./listing.js').Entry[]} entries
 */
export async function downloadObjects(bucket, entries) {
  if (entries.length <= MOST && entries.every((it) => !it.folder && !it.deleted)) {
    for (const { key } of entries) {
      await downloadObject(bucket, key);
      await new Promise((go) => setTimeout(go, PAUSE));
    }
    return;
  }
  const lines = entries.filter((it) => !it.deleted).map((it) => lineOf(bucket, it));
  const script = /** @type {HTMLTextAreaElement} */ (h('textarea', { readonly: true, rows: Math.min(8, 2 * lines.length), spellcheck: 'false', class: 'mono', value: lines.join('\n'), onfocus: () => script.select() }));
  openDialog(
    'Download',
    () => [
      h(
        'div',
        { class: 'stack' },
        h('p', {}, `A browser cannot fetch folders, nor more than ${MOST} objects at once. The AWS CLI can, with an access key for this server:`),
        field(lines.length === 1 ? 'Command' : `${number(lines.length)} commands`, script),
        h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: () => copy(script) }, 'Copy')),
      ),
    ],
    { wide: true },
  );
}

/** @param {string} bucket @param {import('./listing.js').Entry} entry */
function lineOf(bucket, { key, folder }) {
  const name = key.split('/').filter(Boolean).pop() ?? bucket;
  // As a path of its own, so that a name is neither an option nor a way out of the directory.
  const target = name === '.' || name === '..' ? './object' : `./${name}`;
  return `aws s3 cp ${quoted(`s3://${bucket}/${key}`)} ${quoted(target)}${folder ? ' --recursive' : ''} --endpoint-url ${quoted(s3().endpoint)}`;
}

/** One word for a shell, whatever is in it. @param {string} text */
const quoted = (text) => (/^[\w./:@%+=,-]+$/.test(text) ? text : /[\u0000-\u001f\u007f]/.test(text) ? `$'${Array.from(new TextEncoder().encode(text), (it) => `\\x${it.toString(16).padStart(2, '0')}`).join('')}'` : `'${text.replaceAll("'", `'\\''`)}'`);
