import { change } from './change.js';
import { errorBox, S3Error } from './errors.js';
import { field, fill, h } from './dom.js';
import { s3 } from './session.js';

/** Policies that people often want. @param {string} bucket @returns {Object<string, {name: string, statements: any[]|null}>} */
const templates = (bucket) => ({
  private: { name: 'Private: nobody without keys', statements: null },
  read: {
    name: 'Public: everybody may read objects',
    statements: [{ Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
  },
  list: {
    name: 'Public: everybody may list and read',
    statements: [
      { Sid: 'PublicList', Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${bucket}` },
      { Sid: 'PublicRead', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  },
  user: {
    name: 'Read and write for one user',
    statements: [
      {
        Sid: 'ReadWriteForOneUser',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::000000000000:user/NAME' },
        Action: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
      },
    ],
  },
});

/** @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function policySetting({ bucket, signal }, body) {
  const reload = () => policySetting({ bucket, signal }, body);
  const current = await policyOf(bucket, signal);
  const status = current ? await s3().documentUnless('NoSuchBucketPolicy', { bucket, query: { policyStatus: '' }, signal }) : null;
  const open = status?.textContent?.trim().toLowerCase() === 'true';
  const choices = templates(bucket);
  const errors = h('div', { role: 'status' });
  const editor = /** @type {HTMLTextAreaElement} */ (h('textarea', { rows: 12, spellcheck: 'false', class: 'mono', value: pretty(current), oninput: check }));
  const template = /** @type {HTMLSelectElement} */ (h('select', { onchange: choose }, h('option', { value: '' }, 'Choose…'), Object.entries(choices).map(([value, { name }]) => h('option', { value }, name))));
  const save = /** @type {HTMLButtonElement} */ (h('button', { type: 'button', class: 'primary', onclick: store }, 'Save policy'));

  function choose() {
    const { statements } = choices[template.value] ?? {};
    if (template.value) editor.value = statements ? JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2) : '';
    check();
  }

  function check() {
    const wrong = faultOf(editor.value);
    save.disabled = wrong !== '';
    fill(errors, wrong && h('p', { class: 'fault' }, wrong));
  }

  async function store() {
    fill(errors);
    try {
      const body = editor.value.trim();
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
    h('details', { open: Boolean(current) }, h('summary', {}, current ? 'Policy' : 'Give access'), h('div', { class: 'stack' }, field('Begin with', template), field('Policy', editor, 'JSON in the language of AWS. Empty removes the policy.'), errors, h('div', { class: 'actions' }, save))),
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

/** @param {string} policy */
function pretty(policy) {
  try {
    return policy && JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}

/** What is wrong with a policy before the server sees it; empty if nothing is. @param {string} policy */
function faultOf(policy) {
  if (policy.trim() === '') return '';
  try {
    const { Statement } = JSON.parse(policy);
    const statements = [Statement].flat();
    if (!Statement || statements.length === 0) return 'It has no Statement.';
    const i = statements.findIndex((it) => !it?.Effect || !(it.Action || it.NotAction) || !(it.Principal || it.NotPrincipal) || !(it.Resource || it.NotResource));
    return i < 0 ? '' : `Statement ${i + 1} needs Effect, Principal, Action and Resource.`;
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : error}`;
  }
}
