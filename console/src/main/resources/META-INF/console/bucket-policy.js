import { change } from './change.js';
import { errorBox, S3Error } from './errors.js';
import { fill, h } from './dom.js';
import { policyEditor } from './policy-editor.js';
import { callerArn } from './iam.js';
import { s3 } from './session.js';

/** The account of the configured key pair. */
const FIRST_ACCOUNT = '000000000000';

/** Policies that people often want. @param {string} bucket @param {string} account its number @returns {import('./policy-editor.js').Template[]} */
const templates = (bucket, account) => [
  { name: 'Private: nobody without keys', statements: null },
  {
    name: 'Public: everybody may read objects',
    statements: [{ Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
  },
  {
    name: 'Public: everybody may list and read',
    statements: [
      { Sid: 'PublicList', Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
      { Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  },
  {
    name: 'Read and write for one user',
    statements: [
      {
        Sid: 'ReadWriteForOneUser',
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:user/NAME` },
        Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  },
];

/** @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function policySetting({ bucket, signal }, body) {
  const reload = () => policySetting({ bucket, signal }, body);
  const current = await policyOf(bucket, signal);
  const status = current ? await s3().documentUnless('NoSuchBucketPolicy', { bucket, query: { policyStatus: '' }, signal }) : null;
  const open = status?.textContent?.trim().toLowerCase() === 'true';
  const [, , , , account] = (await callerArn(signal).catch(() => '')).split(':');
  const errors = h('div', { role: 'status' });
  const save = /** @type {HTMLButtonElement} */ (h('button', { type: 'button', class: 'primary', onclick: store }, 'Save policy'));
  const hint = 'JSON in the language of AWS. Empty removes the policy.';
  const editor = policyEditor({ value: current, templates: templates(bucket, account || FIRST_ACCOUNT), principal: true, hint, oncheck: (good) => (save.disabled = !good) });

  async function store() {
    fill(errors);
    try {
      const body = editor.text();
      await (body ? s3().put({ bucket, query: { policy: '' }, body, headers: { 'content-type': 'application/json' } }) : s3().send('DELETE', { bucket, query: { policy: '' } }));
    } catch (error) {
      fill(errors, errorBox(error));
      return;
    }
    await change(async () => {}, 'The policy is saved.', reload);
  }

  fill(
    body,
    h('p', { class: 'state' }, h('span', { class: open ? 'badge bad' : 'badge' }, open ? 'public' : 'not public'), current ? 'The bucket has a policy.' : 'The bucket has no policy: only root, and users by their own policies.'),
    h('details', { open: Boolean(current) }, h('summary', {}, current ? 'Policy' : 'Give access'), h('div', { class: 'stack' }, editor.content, errors, h('div', { class: 'actions' }, save))),
  );
}

/** @param {string} bucket @param {AbortSignal} signal @returns {Promise<string>} empty if there is none */
async function policyOf(bucket, signal) {
  try {
    return await (await s3().send('GET', { bucket, query: { policy: '' }, signal })).text();
  } catch (error) {
    if (error instanceof S3Error && error.code === 'NoSuchBucketPolicy') return '';
    throw error;
  }
}
