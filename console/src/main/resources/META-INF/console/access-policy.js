import { accessAddress } from './access.js';
import { card, crumbs, dangerCard } from './card.js';
import { change } from './change.js';
import { confirmDanger, openDialog, workForm } from './dialog.js';
import { errorBox } from './errors.js';
import { field, fill, h, notify } from './dom.js';
import { time } from './format.js';
import { iam, isBuiltIn, members } from './iam.js';
import { icon } from './icons.js';
import { policyEditor, pretty, userTemplates } from './policy-editor.js';
import { all, at, text } from './xml.js';

/** A policy has at most so many versions; the oldest gives way to a new one. */
const MOST_VERSIONS = 5;

/** One policy: its document, and who has it. @param {import('./app.js').Place} place @param {string} arn */
export function policyPage({ root, signal }, arn) {
  const name = arn.split('/').pop() ?? arn;
  document.title = `${name} · geckos3`;
  const remove = h('button', { type: 'button', class: 'danger', onclick: () => deletePolicy(arn, name) }, icon('trash'), 'Delete policy');
  fill(
    root,
    crumbs([{ name: 'Policies', address: accessAddress('policies') }], name),
    h(
      'div',
      { class: 'settings' },
      card('Document', isBuiltIn(arn) ? 'This policy comes with the server and cannot be changed.' : 'What is allowed, and what is denied. A change counts at once.', (body) => documentOf(arn, body, signal), signal),
      card('Attached to', 'Attach it on the page of a user or a group.', (body) => holders(arn, body, signal), signal),
      !isBuiltIn(arn) && dangerCard('Delete this policy', 'Who has it loses what it allows.', remove),
    ),
  );
}

/** @param {string} arn @param {HTMLElement} body @param {AbortSignal} signal */
async function documentOf(arn, body, signal) {
  const reload = () => documentOf(arn, body, signal);
  const policy = at(await iam('GetPolicy', { PolicyArn: arn }, signal), 'Policy');
  const version = text(policy, 'DefaultVersionId');
  const found = at(await iam('GetPolicyVersion', { PolicyArn: arn, VersionId: version }, signal), 'PolicyVersion');
  const value = decodeURIComponent(text(found, 'Document'));
  if (isBuiltIn(arn)) return fill(body, h('pre', { class: 'document', tabindex: '0', 'aria-label': 'Document' }, pretty(value)));
  const errors = h('div', {});
  const save = /** @type {HTMLButtonElement} */ (h('button', { type: 'button', class: 'primary', onclick: store }, 'Save policy'));
  const editor = policyEditor({ value, templates: userTemplates, principal: false, hint: `Version ${version.slice(1)}, of ${time(text(found, 'CreateDate'))}.`, oncheck: (good) => (save.disabled = !good) });

  async function store() {
    fill(errors);
    try {
      const versions = await members('ListPolicyVersions', 'Versions', { PolicyArn: arn });
      const old = versions.filter((it) => text(it, 'IsDefaultVersion') !== 'true').map((it) => text(it, 'VersionId'));
      const oldest = old.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))[0];
      if (versions.length >= MOST_VERSIONS) await iam('DeletePolicyVersion', { PolicyArn: arn, VersionId: oldest });
      await iam('CreatePolicyVersion', { PolicyArn: arn, PolicyDocument: editor.text(), SetAsDefault: 'true' });
    } catch (error) {
      return fill(errors, errorBox(error));
    }
    await change(async () => {}, 'The policy is saved.', reload);
  }

  fill(body, editor.content, errors, h('div', { class: 'actions' }, save));
}

/** @param {string} arn @param {HTMLElement} body @param {AbortSignal} signal */
async function holders(arn, body, signal) {
  const root = await iam('ListEntitiesForPolicy', { PolicyArn: arn }, signal);
  const of = (/** @type {string} */ noun) => all(at(root, `Policy${noun}s`), 'member').map((it) => text(it, `${noun}Name`));
  const linked = (/** @type {string} */ kind, /** @type {string[]} */ names) => names.map((it) => h('li', {}, h('a', { href: accessAddress(kind, it) }, it), h('span', { class: 'badge' }, kind.slice(0, -1))));
  const lines = [linked('users', of('User')), linked('groups', of('Group')), of('Role').map((it) => h('li', {}, it, h('span', { class: 'badge' }, 'role')))].flat();
  fill(body, lines.length === 0 ? h('p', {}, 'To nobody.') : h('ul', { class: 'rules' }, lines));
}

/** Asks for a name and a document, and makes a policy. */
export function createPolicy() {
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, maxlength: 128, pattern: '[\\w+=,.@\\-]+', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' }));
  const editor = policyEditor({ value: '', templates: userTemplates, principal: false, hint: 'JSON in the language of AWS.', oncheck: () => {} });
  openDialog('Create policy', (_, close) =>
    workForm({
      content: [field('Name', name, 'Letters, digits and + = , . @ - _'), editor.content],
      action: 'Create policy',
      close,
      async work(signal) {
        const made = await iam('CreatePolicy', { PolicyName: name.value, PolicyDocument: editor.text() }, signal);
        notify(`Policy ${name.value} is created. Attach it to a user or a group.`);
        location.hash = accessAddress('policies', text(made, 'Policy', 'Arn'));
      },
    }),
    { wide: true },
  );
  name.focus();
}

/** @param {string} arn @param {string} name */
function deletePolicy(arn, name) {
  confirmDanger({
    title: 'Delete policy',
    text: h('p', {}, h('b', {}, name), ' and its versions will be gone. It is detached from all who have it.'),
    action: 'Delete policy',
    word: name,
    async work() {
      const root = await iam('ListEntitiesForPolicy', { PolicyArn: arn });
      for (const noun of ['User', 'Group', 'Role']) {
        for (const it of all(at(root, `Policy${noun}s`), 'member')) await iam(`Detach${noun}Policy`, { PolicyArn: arn, [`${noun}Name`]: text(it, `${noun}Name`) });
      }
      const versions = await members('ListPolicyVersions', 'Versions', { PolicyArn: arn });
      for (const it of versions.filter((it) => text(it, 'IsDefaultVersion') !== 'true')) await iam('DeletePolicyVersion', { PolicyArn: arn, VersionId: text(it, 'VersionId') });
      await iam('DeletePolicy', { PolicyArn: arn });
      notify(`Policy ${name} is deleted.`);
      location.hash = accessAddress('policies');
    },
  });
}
