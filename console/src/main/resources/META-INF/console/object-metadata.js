import { MOST_AT_ONCE } from './copy-objects.js';
import { openDialog, workForm } from './dialog.js';
import { field, h, notify } from './dom.js';
import { size } from './format.js';
import { decodeHeader, encodeHeader } from './header-text.js';
import { pairRows } from './pair-rows.js';
import { s3 } from './session.js';
import { encode } from './sigv4.js';
import { all, at } from './xml.js';

/**
 * The type, the headers and the metadata of an object. S3 changes them by a copy of the object onto itself.
 *
 * @typedef {{bucket: string, key: string, version?: string, headers: Headers, onchange: () => void}} Edited `version` is missing for the latest one
 */

const META = 'x-amz-meta-';

/** Headers that everybody who reads the object gets, with their names and an example. */
export const SENT = [
  ['cache-control', 'Cache-Control', 'max-age=3600'],
  ['content-disposition', 'Content-Disposition', 'attachment; filename="report.pdf"'],
  ['content-encoding', 'Content-Encoding', 'gzip'],
  ['content-language', 'Content-Language', 'en'],
  ['expires', 'Expires', 'Wed, 21 Oct 2026 07:28:00 GMT'],
];

/** What a copy would not take along by itself. */
const KEPT = [
  'x-amz-storage-class',
  'x-amz-website-redirect-location',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-server-side-encryption-bucket-key-enabled',
  'x-amz-object-lock-legal-hold',
];
const RETENTION = ['x-amz-object-lock-mode', 'x-amz-object-lock-retain-until-date'];

/** @param {Headers} headers @returns {[string, string][]} */
export const metadataOf = (headers) => [...headers].filter(([name]) => name.startsWith(META)).map(([name, value]) => [name.slice(META.length), decodeHeader(value)]);

/** A button that opens the dialog. @param {Edited} of */
export const metadataButton = (of) => h('div', {}, h('button', { type: 'button', class: 'small', onclick: () => editMetadata(of) }, 'Edit type and metadata'));

/** @param {Edited} of */
function editMetadata(of) {
  const { headers, version } = of;
  const type = input('text/plain', headers.get('content-type'));
  const others = SENT.map(([name, label, example]) => ({ name, label, input: input(example, headers.get(name)) }));
  const metadata = pairRows(metadataOf(headers), { one: 'metadata' });
  const about = version
    ? 'The server makes a new version with what is in this one, and it becomes the latest.'
    : 'The server copies the object onto itself, with its tags. Where versions are kept, the one there is now stays as it is.';
  openDialog(
    'Type and metadata',
    (_, close) =>
      workForm({
        content: [
          h('p', { class: 'muted' }, about),
          field('Content-Type', type),
          h('details', { open: others.some((it) => it.input.value !== '') }, h('summary', {}, 'Other headers'), h('div', { class: 'stack' }, others.map((it) => field(it.label, it.input)))),
          h('div', { class: 'stack' }, h('h3', {}, 'Metadata'), metadata.rows, h('div', {}, metadata.add)),
        ],
        action: 'Save',
        close,
        async work(until) {
          requireCopyable(headers);
          const wanted = headersOf([{ name: 'content-type', label: 'Content-Type', input: type }, ...others], metadata.pairs());
          await save(of, wanted, until);
          notify('Type and metadata are saved.');
          of.onchange();
        },
      }),
    { wide: true },
  );
}

/** @param {string} placeholder @param {string|null} value */
const input = (placeholder, value) => /** @type {HTMLInputElement} */ (h('input', { type: 'text', placeholder, value: value ?? '', spellcheck: 'false', autocapitalize: 'off' }));

/** @param {Headers} headers */
function requireCopyable(headers) {
  const length = Number(headers.get('content-length'));
  if (length > MOST_AT_ONCE) throw new Error(`This object has ${size(length)}; the server copies up to ${size(MOST_AT_ONCE)} at once. Upload it again with other metadata, or use a client that copies in parts, such as aws s3 cp.`);
  if (headers.has('x-amz-missing-meta')) throw new Error('This object has metadata that no header can carry. Saving would lose it; upload the object again instead.');
}

/**
 * The headers that make an object have this and nothing else.
 *
 * @param {{name: string, label: string, input: HTMLInputElement}[]} fields @param {[string, string][]} metadata
 * @returns {Object<string, string>}
 */
function headersOf(fields, metadata) {
  /** @type {Object<string, string>} */
  const headers = {};
  for (const { name, label, input: { value } } of fields) {
    // Such headers go byte by byte.
    const wrong = /[^\x20-\x7e\xa0-\xff]/u.exec(value);
    if (wrong) throw new Error(`${label} has the character ${wrong[0]}, which a header cannot carry.`);
    if (value.trim()) headers[name] = value.trim();
  }
  for (const [name, value] of metadata) {
    const lower = name.trim().toLowerCase();
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)) throw new Error(`${name} is no name of metadata: use letters, digits and hyphens.`);
    if (Object.hasOwn(headers, META + lower)) throw new Error(`There is the name ${lower} twice. Each name has one value.`);
    headers[META + lower] = encodeHeader(value.trim());
  }
  return headers;
}

/** @param {Edited} of @param {Object<string, string>} wanted @param {AbortSignal} signal */
async function save({ bucket, key, version, headers }, wanted, signal) {
  const etag = headers.get('etag') ?? '';
  const path = `/${bucket}/${key.split('/').map(encode).join('/')}`;
  /** @type {Object<string, string>} */
  const sent = {
    ...wanted,
    'x-amz-copy-source': version ? `${path}?versionId=${encode(version)}` : path,
    'x-amz-copy-source-if-match': etag,
    'x-amz-metadata-directive': 'REPLACE',
  };
  // Somebody may have stored other content meanwhile.
  if (!version) sent['if-match'] = etag;
  const until = headers.get(RETENTION[1]);
  const kept = until && new Date(until) > new Date() ? [...KEPT, ...RETENTION] : KEPT;
  for (const name of kept) {
    const value = headers.get(name);
    if (value) sent[name] = value;
  }
  const grants = await s3().document('GET', { bucket, key, query: { acl: '', versionId: version }, signal });
  await s3().document('PUT', { bucket, key, headers: sent, signal });
  // A copy belongs to its owner alone.
  if (all(at(grants, 'AccessControlList'), 'Grant').length > 1) await s3().put({ bucket, key, query: { acl: '' }, body: new XMLSerializer().serializeToString(/** @type {Element} */ (grants)) });
}
