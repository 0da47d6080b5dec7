import { bucketAddress, deleteBucket } from './buckets.js';
import { setEncryption, setVersioning } from './bucket-create.js';
import { corsSetting } from './bucket-cors.js';
import { lifecycleSetting } from './bucket-lifecycle.js';
import { policySetting } from './bucket-policy.js';
import { retentionSetting } from './bucket-retention.js';
import { tagSetting } from './bucket-tags.js';
import { usageSetting } from './bucket-usage.js';
import { card, crumbs, dangerCard } from './card.js';
import { change } from './change.js';
import { errorBox, S3Error } from './errors.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { s3 } from './session.js';
import { at, text } from './xml.js';

/**
 * The settings of a bucket, each in a card that reads and changes one of them.
 *
 * @typedef {{bucket: string, signal: AbortSignal}} Setting
 */

/** @param {import('./app.js').Place} place @param {string} bucket */
export function settingsPage({ root, signal }, bucket) {
  document.title = `Settings of ${bucket} · geckos3`;
  const cards = h('div', { class: 'settings' });
  const gone = (/** @type {unknown} */ error) => {
    if (!(error instanceof S3Error && error.code === 'NoSuchBucket')) throw error;
    // Once, and not in each card.
    fill(cards, errorBox(error));
  };
  const setting = (/** @type {string} */ title, /** @type {string} */ hint, /** @type {(of: Setting, body: HTMLElement) => Promise<void>} */ load) => card(title, hint, (body) => load({ bucket, signal }, body).catch(gone), signal);
  fill(root, crumbs([{ name: 'Buckets', address: '#/' }, { name: bucket, address: bucketAddress(bucket) }], 'Settings'), cards);
  fill(
    cards,
    setting('Versions', 'What is overwritten or deleted is kept, and can be brought back.', versioning),
    setting('Who has access', 'The policy of the bucket. Users also have what their own policies give them.', policySetting),
    setting('Lifecycle', 'What is deleted by itself, once a day.', lifecycleSetting),
    setting('Encryption', 'What happens to objects for which nobody asks for encryption.', encryption),
    setting('Web pages of other origins', 'Whose scripts may use this bucket (CORS).', corsSetting),
    setting('Tags', 'Names and values for your own order.', tagSetting),
    setting('Usage and quota', 'What is stored, and how much may be.', usageSetting),
    setting('Notifications', 'Messages to other programs when objects change.', notifications),
    dangerCard('Delete this bucket', 'Only an empty bucket can be deleted.', h('button', { type: 'button', class: 'danger', onclick: () => deleteBucket(bucket, () => (location.hash = '#/')) }, icon('trash'), 'Delete bucket')),
  );
}

/** There are none, and the server says so to every client that asks for some. @param {Setting} of @param {HTMLElement} body */
async function notifications({ bucket, signal }, body) {
  await s3().document('GET', { bucket, query: { notification: '' }, signal });
  fill(body, h('p', {}, 'This server sends none, and refuses to store settings for them (501 NotImplemented). A program that has to know of changes asks for the list of objects.'));
}

/** @param {Setting} of @param {HTMLElement} body */
async function versioning({ bucket, signal }, body) {
  const reload = () => versioning({ bucket, signal }, body);
  const status = text(await s3().document('GET', { bucket, query: { versioning: '' }, signal }), 'Status');
  const lock = await s3().documentUnless('ObjectLockConfigurationNotFoundError', { bucket, query: { 'object-lock': '' }, signal });
  const set = (/** @type {'Enabled'|'Suspended'} */ to) => change(() => setVersioning(bucket, to), to === 'Enabled' ? 'Versions are kept now.' : 'No new versions are kept now.', reload);
  const words = { Enabled: 'Versions are kept.', Suspended: 'No new versions are kept; those there are stay.' }[status] ?? 'Versions are not kept.';
  fill(
    body,
    h('p', { class: 'state' }, h('span', { class: status === 'Enabled' ? 'badge good' : 'badge' }, status === 'Enabled' ? 'on' : 'off'), words),
    lock && retentionSetting(lock, bucket, reload),
    !lock && h('div', {}, status === 'Enabled' ? h('button', { type: 'button', onclick: () => set('Suspended') }, 'Stop keeping versions') : h('button', { type: 'button', onclick: () => set('Enabled') }, 'Keep versions')),
  );
}

/** @param {Setting} of @param {HTMLElement} body */
async function encryption({ bucket, signal }, body) {
  const reload = () => encryption({ bucket, signal }, body);
  const root = await s3().documentUnless('ServerSideEncryptionConfigurationNotFoundError', { bucket, query: { encryption: '' }, signal });
  const algorithm = text(at(root, 'Rule'), 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm');
  const on = () => change(() => setEncryption(bucket, 'AES256'), 'New objects are encrypted now.', reload);
  const off = () => change(() => s3().send('DELETE', { bucket, query: { encryption: '' } }), 'New objects are not encrypted any more.', reload);
  fill(
    body,
    h('p', { class: 'state' }, h('span', { class: algorithm ? 'badge good' : 'badge' }, algorithm || 'none'), algorithm ? 'New objects are encrypted at rest.' : 'New objects are stored as they come.'),
    h('div', {}, algorithm ? h('button', { type: 'button', onclick: off }, 'Stop encrypting') : h('button', { type: 'button', onclick: on }, 'Encrypt new objects')),
  );
}
