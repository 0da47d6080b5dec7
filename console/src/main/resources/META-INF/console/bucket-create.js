import { openDialog, workForm } from './dialog.js';
import { field, h, notify, tick } from './dom.js';
import { s3, server } from './session.js';
import { element } from './xml.js';

/** Asks for a name and options, and makes a bucket. @param {(name: string) => void} done */
export function createBucket(done) {
  const box = () => /** @type {HTMLInputElement} */ (h('input', {}));
  const name = /** @type {HTMLInputElement} */ (
    h('input', { type: 'text', name: 'bucket', required: true, minlength: 3, maxlength: 63, pattern: '[a-z0-9][a-z0-9.\\-]{1,61}[a-z0-9]', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' })
  );
  const versions = box();
  const lock = box();
  const sealed = box();
  lock.addEventListener('change', () => {
    if (lock.checked) versions.checked = true;
    versions.disabled = lock.checked;
  });

  async function work(/** @type {AbortSignal} */ signal) {
    const bucket = name.value;
    const region = server.region === 'us-east-1' ? undefined : `${element('CreateBucketConfiguration', element('LocationConstraint', server.region))}`;
    const headers = lock.checked ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {};
    await s3().send('PUT', { bucket, headers, body: region, signal });
    if (versions.checked && !lock.checked) await setVersioning(bucket, 'Enabled');
    if (sealed.checked) await setEncryption(bucket, 'AES256');
    notify(`Bucket ${bucket} is created.`);
    done(bucket);
  }

  openDialog('Create bucket', (_, close) =>
    workForm({
      content: [
        field('Name', name, '3 to 63 lowercase letters, digits, dots and hyphens.'),
        tick('Keep versions', versions, 'What is overwritten or deleted can be brought back.'),
        tick('Object lock', lock, 'Versions can be protected against deletion for a time. It can be switched on later, and never off.'),
        tick('Encrypt at rest', sealed, 'With the master key of the server. It needs one (encryption.master-keys).'),
      ],
      action: 'Create bucket',
      work,
      close,
    }),
  );
  name.focus();
}

/** @param {string} bucket @param {'Enabled'|'Suspended'} status */
export const setVersioning = (bucket, status) =>
  s3().put({ bucket, query: { versioning: '' }, body: `${element('VersioningConfiguration', element('Status', status))}` });

/** @param {string} bucket @param {string} algorithm */
export const setEncryption = (bucket, algorithm) =>
  s3().put({
    bucket,
    query: { encryption: '' },
    body: `${element('ServerSideEncryptionConfiguration', element('Rule', element('ApplyServerSideEncryptionByDefault', element('SSEAlgorithm', algorithm))))}`,
  });
