import { accessAddress } from './access.js';
import { card } from './card.js';
import { change } from './change.js';
import { confirmDanger, openDialog, workForm } from './dialog.js';
import { field, fill, h, notify } from './dom.js';
import { iam, isBuiltIn, members } from './iam.js';
import { icon, iconButton } from './icons.js';
import { policyEditor, userTemplates } from './policy-editor.js';
import { text } from './xml.js';

/**
 * What users and groups have in common: policies that are attached, and policies of their own.
 *
 * @typedef {'User'|'Group'} Noun as it is in the names of operations
 */

/** @param {Noun} noun @param {string} name @param {AbortSignal} signal */
export function policiesCard(noun, name, signal) {
  const hint = noun === 'User' ? 'What this user may do. Without one it may do nothing.' : 'What the members may do.';
  return card('Policies', hint, (body) => policies(noun, name, body, signal), signal);
}

/** @param {Noun} noun @param {string} name @param {HTMLElement} body @param {AbortSignal} signal */
async function policies(noun, name, body, signal) {
  const about = { [`${noun}Name`]: name };
  const reload = () => policies(noun, name, body, signal);
  const attached = (await members(`ListAttached${noun}Policies`, 'AttachedPolicies', about, signal)).map(summary);
  const own = (await members(`List${noun}Policies`, 'PolicyNames', about, signal)).map((it) => it.textContent ?? '');
  const arns = attached.map((it) => it.arn);
  const others = (await members('ListPolicies', 'Policies', {}, signal).catch(() => [])).map(summary).filter((it) => !arns.includes(it.arn));
  const choice = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': 'Policy', onchange: () => (go.disabled = choice.value === '') }, h('option', { value: '' }, 'Choose…'), others.map((it) => h('option', { value: it.arn }, it.name))));
  const attach = () => change(() => iam(`Attach${noun}Policy`, { ...about, PolicyArn: choice.value }), 'The policy is attached.', reload);
  const go = /** @type {HTMLButtonElement} */ (h('button', { type: 'button', disabled: true, onclick: attach }, icon('plus'), 'Attach'));
  const detach = (/** @type {string} */ arn) => change(() => iam(`Detach${noun}Policy`, { ...about, PolicyArn: arn }), 'The policy is detached.', reload);
  const remove = (/** @type {string} */ policy) => change(() => iam(`Delete${noun}Policy`, { ...about, PolicyName: policy }), 'The policy is deleted.', reload);
  const edit = (/** @type {string} */ policy) => inline(noun, name, policy, reload);
  fill(
    body,
    attached.length + own.length === 0
      ? h('p', {}, noun === 'User' ? 'No policy of its own: it may do what its groups may.' : 'No policy: the group allows nothing.')
      : h(
          'ul',
          { class: 'rules' },
          attached.map((it) => h('li', {}, h('div', { class: 'line' }, h('a', { href: accessAddress('policies', it.arn) }, it.name), isBuiltIn(it.arn) && [' ', h('span', { class: 'badge' }, 'built in')]), h('button', { type: 'button', class: 'small', 'aria-label': `Detach ${it.name}`, onclick: () => detach(it.arn) }, 'Detach'))),
          own.map((it) => h('li', {}, h('div', { class: 'line' }, h('button', { type: 'button', class: 'link', onclick: () => edit(it) }, it), ' ', h('span', { class: 'badge' }, `only this ${noun.toLowerCase()}`)), iconButton('trash', `Delete policy ${it}`, () => remove(it)))),
        ),
    others.length > 0 && h('div', { class: 'row' }, choice, go),
    h('div', {}, h('button', { type: 'button', onclick: () => edit('') }, icon('plus'), 'Write a policy')),
  );
}

/** @param {Element} it */
const summary = (it) => ({ name: text(it, 'PolicyName'), arn: text(it, 'PolicyArn') || text(it, 'Arn') });

/** Edits a policy that one user or group has for itself. @param {Noun} noun @param {string} owner @param {string} policy empty for a new one @param {() => Promise<void>} done */
async function inline(noun, owner, policy, done) {
  const about = { [`${noun}Name`]: owner };
  let value = '';
  try {
    if (policy) value = decodeURIComponent(text(await iam(`Get${noun}Policy`, { ...about, PolicyName: policy }), 'PolicyDocument'));
  } catch (error) {
    return change(() => Promise.reject(error), '', done);
  }
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, maxlength: 128, pattern: '[\\w+=,.@\\-]+', autocomplete: 'off', spellcheck: 'false', value: policy, readonly: Boolean(policy) }));
  const editor = policyEditor({ value, templates: userTemplates, principal: false, hint: 'JSON in the language of AWS.', oncheck: () => {} });
  openDialog(policy || 'New policy', (_, close) =>
    workForm({
      content: [field('Name', name, 'Letters, digits and + = , . @ - _'), editor.content],
      action: 'Save policy',
      close,
      async work(signal) {
        await iam(`Put${noun}Policy`, { ...about, PolicyName: name.value, PolicyDocument: editor.text() }, signal);
        notify('The policy is saved.');
        await done();
      },
    }),
    { wide: true },
  );
}

/**
 * Deletes a user or a group with all that hangs on it.
 *
 * @param {Noun} noun @param {string} name @param {() => Promise<void>} takeAway removes what only this kind has
 */
export function deleteOwner(noun, name, takeAway) {
  const about = { [`${noun}Name`]: name };
  confirmDanger({
    title: `Delete ${noun.toLowerCase()}`,
    text: h('p', {}, h('b', {}, name), noun === 'User' ? ', its keys and its own policies will be gone. Objects stay.' : ' and its own policies will be gone. Its members stay.'),
    action: `Delete ${noun.toLowerCase()}`,
    word: name,
    async work() {
      await takeAway();
      for (const it of await members(`ListAttached${noun}Policies`, 'AttachedPolicies', about)) await iam(`Detach${noun}Policy`, { ...about, PolicyArn: text(it, 'PolicyArn') });
      for (const it of await members(`List${noun}Policies`, 'PolicyNames', about)) await iam(`Delete${noun}Policy`, { ...about, PolicyName: it.textContent ?? '' });
      await iam(`Delete${noun}`, about);
      notify(`${noun} ${name} is deleted.`);
      location.hash = accessAddress(`${noun.toLowerCase()}s`);
    },
  });
}
