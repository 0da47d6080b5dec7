import { accessAddress } from './access.js';
import { checkCard } from './access-check.js';
import { deleteOwner, policiesCard } from './access-owner.js';
import { card, crumbs, dangerCard } from './card.js';
import { change } from './change.js';
import { confirmDanger, openDialog } from './dialog.js';
import { errorBox, isCancelled } from './errors.js';
import { field, fill, h } from './dom.js';
import { time } from './format.js';
import { iam, members } from './iam.js';
import { icon, iconButton } from './icons.js';
import { accessKey } from './session.js';
import { copy } from './share.js';
import { at, text } from './xml.js';

/** A user has at most so many keys. */
const MOST_KEYS = 2;

/** One user: keys, groups and policies. @param {import('./app.js').Place} place @param {string} name */
export function userPage({ root, signal }, name) {
  document.title = `${name} · geckos3`;
  const remove = h('button', { type: 'button', class: 'danger', onclick: () => deleteOwner('User', name, () => takeAway(name)) }, icon('trash'), 'Delete user');
  fill(
    root,
    crumbs([{ name: 'Users', address: accessAddress('users') }], name),
    h(
      'div',
      { class: 'settings' },
      card('Access keys', 'With one of them a program signs its requests.', (body) => keys(name, body, signal), signal),
      policiesCard('User', name, signal),
      card('Groups', 'Their policies count for this user too.', (body) => groups(name, body, signal), signal),
      checkCard(name, signal),
      dangerCard('Delete this user', 'Its keys stop working at once.', remove),
    ),
  );
}

/** @param {string} name @param {HTMLElement} body @param {AbortSignal} signal */
async function keys(name, body, signal) {
  const reload = () => keys(name, body, signal);
  const list = await members('ListAccessKeys', 'AccessKeyMetadata', { UserName: name }, signal);
  const full = list.length >= MOST_KEYS;
  const errors = h('div', {});

  async function create() {
    fill(errors);
    try {
      const made = at(await iam('CreateAccessKey', { UserName: name }), 'AccessKey');
      await reload();
      showSecret(text(made, 'AccessKeyId'), text(made, 'SecretAccessKey'));
    } catch (error) {
      if (!isCancelled(error)) fill(errors, errorBox(error));
    }
  }

  fill(
    body,
    list.length === 0 ? h('p', {}, 'This user has no key, so it cannot sign in.') : h('ul', { class: 'rules' }, list.map((it) => keyLine(name, it, reload, signal))),
    errors,
    h('div', { class: 'inline flat' }, h('button', { type: 'button', onclick: create, disabled: full }, icon('plus'), 'Create access key'), full && h('span', { class: 'hint' }, 'A user has at most two. Delete one to make another.')),
  );
}

/** @param {string} name @param {Element} key @param {() => Promise<void>} reload @param {AbortSignal} signal */
function keyLine(name, key, reload, signal) {
  const id = text(key, 'AccessKeyId');
  const active = text(key, 'Status') === 'Active';
  const used = h('span', { class: 'muted' });
  iam('GetAccessKeyLastUsed', { AccessKeyId: id }, signal)
    .then((root) => fill(used, text(root, 'AccessKeyLastUsed', 'LastUsedDate') ? `, used ${time(text(root, 'AccessKeyLastUsed', 'LastUsedDate'))}` : ', not used since the start of the server'))
    .catch(() => {});
  const about = { UserName: name, AccessKeyId: id };
  const set = () => change(() => iam('UpdateAccessKey', { ...about, Status: active ? 'Inactive' : 'Active' }), active ? 'The key does not work now.' : 'The key works again.', reload);
  const remove = () =>
    confirmDanger({
      title: 'Delete access key',
      text: h('p', {}, 'Whatever still uses ', h('b', {}, id), ' is refused from now on. To find out first, make it inactive.'),
      action: 'Delete key',
      work: (until) => iam('DeleteAccessKey', about, until).then(reload),
    });
  const mine = id === accessKey();
  return h(
    'li',
    {},
    h('div', { class: 'line' }, h('span', { class: 'mono' }, id), ' ', h('span', { class: active ? 'badge good' : 'badge' }, active ? 'active' : 'inactive'), mine && [' ', h('span', { class: 'badge' }, 'in use here')], h('p', { class: 'hint' }, `Created ${time(text(key, 'CreateDate'))}`, used)),
    h('button', { type: 'button', class: 'small', onclick: set, 'aria-label': `${active ? 'Make inactive' : 'Make active'}: ${id}` }, active ? 'Make inactive' : 'Make active'),
    iconButton('trash', `Delete key ${id}`, remove),
  );
}

/** @param {string} id @param {string} secret */
function showSecret(id, secret) {
  const line = (/** @type {string} */ label, /** @type {string} */ value) => {
    const input = /** @type {HTMLInputElement} */ (h('input', { type: 'text', class: 'mono', readonly: true, value, onfocus: () => input.select() }));
    return h('div', { class: 'row end' }, field(label, input), h('button', { type: 'button', class: 'square', 'aria-label': `Copy the ${label.toLowerCase()}`, onclick: () => copy(input) }, icon('copy')));
  };
  openDialog('Access key', (_, close) =>
    h(
      'div',
      { class: 'stack' },
      h('p', {}, 'The secret is shown only now. Keep it where only the program that uses it can read it.'),
      line('Access key', id),
      line('Secret key', secret),
      h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: close }, 'I have kept it')),
    ),
  );
}

/** @param {string} name @param {HTMLElement} body @param {AbortSignal} signal */
async function groups(name, body, signal) {
  const reload = () => groups(name, body, signal);
  const mine = (await members('ListGroupsForUser', 'Groups', { UserName: name }, signal)).map((it) => text(it, 'GroupName'));
  const others = (await members('ListGroups', 'Groups', {}, signal).catch(() => [])).map((it) => text(it, 'GroupName')).filter((it) => !mine.includes(it));
  const choice = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': 'Group' }, others.map((it) => h('option', { value: it }, it))));
  const add = () => change(() => iam('AddUserToGroup', { GroupName: choice.value, UserName: name }), `${name} is in ${choice.value} now.`, reload);
  const leave = (/** @type {string} */ group) => change(() => iam('RemoveUserFromGroup', { GroupName: group, UserName: name }), `${name} is not in ${group} any more.`, reload);
  fill(
    body,
    mine.length === 0
      ? h('p', {}, 'In no group.')
      : h('ul', { class: 'rules' }, mine.map((it) => h('li', {}, h('a', { href: accessAddress('groups', it) }, it), iconButton('close', `Take out of group ${it}`, () => leave(it))))),
    others.length > 0 && h('div', { class: 'row' }, choice, h('button', { type: 'button', onclick: add }, icon('plus'), 'Add')),
  );
}

/** A user can be deleted only once nothing is left of it. @param {string} name */
async function takeAway(name) {
  const about = { UserName: name };
  for (const key of await members('ListAccessKeys', 'AccessKeyMetadata', about)) await iam('DeleteAccessKey', { ...about, AccessKeyId: text(key, 'AccessKeyId') });
  for (const group of await members('ListGroupsForUser', 'Groups', about)) await iam('RemoveUserFromGroup', { ...about, GroupName: text(group, 'GroupName') });
}
