import { field, fill, h } from './dom.js';

/**
 * A policy as text, with a check as it is typed and templates to begin with.
 *
 * @typedef {{name: string, statements: any[]|null}} Template `statements` are null where the policy is empty
 */

/**
 * @param {{value: string, templates: Template[] | ((bucket: string) => Template[]), principal: boolean, hint: string, oncheck: (good: boolean) => void}} of
 *     templates that need the name of a bucket are a function; `principal` tells whether statements have to name whom they are for
 * @returns {{content: any[], text: () => string}}
 */
export function policyEditor({ value, templates, principal, hint, oncheck }) {
  const listOf = (/** @type {string} */ bucket) => (typeof templates === 'function' ? templates(bucket) : templates);
  const errors = h('div', { role: 'status' });
  const editor = /** @type {HTMLTextAreaElement} */ (h('textarea', { rows: 12, spellcheck: 'false', class: 'mono', value: pretty(value), oninput: check }));
  const bucket = /** @type {HTMLInputElement} */ (h('input', { type: 'text', spellcheck: 'false', autocapitalize: 'off', placeholder: 'mybucket', oninput: choose }));
  const choice = /** @type {HTMLSelectElement} */ (h('select', { onchange: choose }, h('option', { value: '' }, 'Choose…'), listOf('').map(({ name }, i) => h('option', { value: i }, name))));

  function choose() {
    if (choice.value === '') return;
    const { statements } = listOf(bucket.value.trim() || 'BUCKET')[Number(choice.value)];
    editor.value = statements ? JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2) : '';
    check();
  }

  function check() {
    const wrong = faultOf(editor.value, principal);
    fill(errors, wrong && h('p', { class: 'fault' }, wrong));
    oncheck(wrong === '');
  }

  const begin = typeof templates === 'function' ? h('div', { class: 'pair' }, field('Begin with', choice), field('Bucket', bucket)) : field('Begin with', choice);
  return { content: [begin, field('Policy', editor, hint), errors], text: () => editor.value.trim() };
}

/** @param {string} policy */
export function pretty(policy) {
  try {
    return policy && JSON.stringify(JSON.parse(policy), null, 2);
  } catch {
    return policy;
  }
}

/** What is wrong with a policy before the server sees it; empty if nothing is. @param {string} policy @param {boolean} principal */
function faultOf(policy, principal) {
  if (policy.trim() === '') return '';
  try {
    const { Statement } = JSON.parse(policy);
    const statements = [Statement].flat();
    if (!Statement || statements.length === 0) return 'It has no Statement.';
    const who = (/** @type {any} */ it) => Boolean(it.Principal || it.NotPrincipal);
    const i = statements.findIndex((it) => !it?.Effect || !(it.Action || it.NotAction) || !(it.Resource || it.NotResource) || who(it) !== principal);
    if (i < 0) return '';
    return principal || !who(statements[i])
      ? `Statement ${i + 1} needs Effect,${principal ? ' Principal,' : ''} Action and Resource.`
      : `Statement ${i + 1} has a Principal; here it is who the policy is attached to.`;
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : error}`;
  }
}

/** What policies of users and groups often are. @param {string} bucket @returns {Template[]} */
export const userTemplates = (bucket) => [
  {
    name: 'Read only, one bucket',
    statements: [
      { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketLocation'], Resource: `arn:aws:s3:::${bucket}` },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  },
  {
    name: 'Read and write, one bucket',
    statements: [
      { Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'], Resource: `arn:aws:s3:::${bucket}` },
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'], Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  },
  { name: 'Everything in all buckets', statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
  { name: 'Everything, users too', statements: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
];
