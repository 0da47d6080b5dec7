import { accessAddress } from './access.js';
import { deleteOwner, policiesCard } from './access-owner.js';
import { card, crumbs, dangerCard } from './card.js';
import { change } from './change.js';
import { fill, h } from './dom.js';
import { iam, members } from './iam.js';
import { icon, iconButton } from './icons.js';
import { text } from './xml.js';

/** One group: members and policies. @param {import('./app.js').Place} place @param {string} name */
export function groupPage({ root, signal }, name) {
  document.title = `${name} · geckos3`;
  const takeAway = async () => {
    for (const user of await usersOf(name)) await iam('RemoveUserFromGroup', { GroupName: name, UserName: user });
  };
  fill(
    root,
    crumbs([{ name: 'Groups', address: accessAddress('groups') }], name),
    h(
      'div',
      { class: 'settings' },
      card('Members', 'The policies of the group count for them.', (body) => membersOf(name, body, signal), signal),
      policiesCard('Group', name, signal),
      dangerCard('Delete this group', 'Its members stay.', h('button', { type: 'button', class: 'danger', onclick: () => deleteOwner('Group', name, takeAway) }, icon('trash'), 'Delete group')),
    ),
  );
}

/** @param {string} name @param {AbortSignal} [signal] */
const usersOf = async (name, signal) => (await members('GetGroup', 'Users', { GroupName: name }, signal)).map((it) => text(it, 'UserName'));

/** @param {string} name @param {HTMLElement} body @param {AbortSignal} signal */
async function membersOf(name, body, signal) {
  const reload = () => membersOf(name, body, signal);
  const users = await usersOf(name, signal);
  const others = (await members('ListUsers', 'Users', {}, signal).catch(() => [])).map((it) => text(it, 'UserName')).filter((it) => !users.includes(it));
  const choice = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': 'User' }, others.map((it) => h('option', { value: it }, it))));
  const add = () => change(() => iam('AddUserToGroup', { GroupName: name, UserName: choice.value }), `${choice.value} is in ${name} now.`, reload);
  const remove = (/** @type {string} */ user) => change(() => iam('RemoveUserFromGroup', { GroupName: name, UserName: user }), `${user} is not in ${name} any more.`, reload);
  fill(
    body,
    users.length === 0
      ? h('p', {}, 'Nobody is in this group.')
      : h('ul', { class: 'rules' }, users.map((it) => h('li', {}, h('a', { href: accessAddress('users', it) }, it), iconButton('close', `Take out ${it}`, () => remove(it))))),
    others.length > 0 && h('div', { class: 'row' }, choice, h('button', { type: 'button', onclick: add }, icon('plus'), 'Add')),
  );
}
