import { groupPage } from './access-group.js';
import { createPolicy, policyPage } from './access-policy.js';
import { userPage } from './access-user.js';
import { openDialog, workForm } from './dialog.js';
import { S3Error, errorBox, isCancelled } from './errors.js';
import { field, fill, h, notify } from './dom.js';
import { counted, number, time } from './format.js';
import { callerArn, iam, isBuiltIn, members, userOf } from './iam.js';
import { icon } from './icons.js';
import { encode } from './sigv4.js';
import { text } from './xml.js';

/**
 * Who may do what: users, groups, and policies, by IAM. Everything is asked for with the keys of who is signed in.
 *
 * @typedef {{kind: string, one: string, title: string, action: string, list: string, name: string, empty: string, create: () => void}} Kind
 */

/** @param {string} kind @param {string} [name] of a user or group, or the ARN of a policy */
export const accessAddress = (kind, name) => `#/access/${kind}${name ? `/${encode(name)}` : ''}`;

/** @type {Kind[]} */
const KINDS = [
  { kind: 'users', one: 'user', title: 'Users', action: 'ListUsers', list: 'Users', name: 'UserName', empty: 'Root can do everything, and cannot be limited. Give each person and each application a user with keys of its own.', create: () => createNamed('user', 'CreateUser', 'UserName') },
  { kind: 'groups', one: 'group', title: 'Groups', action: 'ListGroups', list: 'Groups', name: 'GroupName', empty: 'A group gives the same policies to many users.', create: () => createNamed('group', 'CreateGroup', 'GroupName') },
  { kind: 'policies', one: 'policy', title: 'Policies', action: 'ListPolicies', list: 'Policies', name: 'PolicyName', empty: 'A policy says what is allowed. It is attached to users and groups.', create: () => createPolicy() },
];

/** @param {import('./app.js').Place} place @param {string} [kind] @param {string} [name] */
export function accessPage(place, kind = 'users', name) {
  const of = KINDS.find((it) => it.kind === kind) ?? KINDS[0];
  if (!name) listPage(place, of);
  else if (of.kind === 'users') userPage(place, name);
  else if (of.kind === 'groups') groupPage(place, name);
  else policyPage(place, name);
}

/** @param {import('./app.js').Place} place @param {Kind} of */
function listPage({ root, signal }, of) {
  document.title = `${of.title} · geckos3`;
  const search = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: `Find a ${of.one}`, 'aria-label': `Find a ${of.one}`, hidden: true, oninput: list }));
  const button = () => h('button', { type: 'button', class: 'primary', onclick: of.create }, icon('plus'), `Create ${of.one}`);
  const count = h('span', { class: 'muted', role: 'status' });
  const body = h('div', {}, h('p', { class: 'loading' }, 'Loading…'));
  /** @type {Element[]} */
  let entries = [];
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Kinds of access' }, KINDS.map((it) => h('a', { href: accessAddress(it.kind), 'aria-current': it === of && 'page' }, it.title)));
  fill(root, h('div', { class: 'page-head' }, h('h1', {}, 'Access'), tabs, count, h('div', { class: 'tools' }, search, button())), body);
  load();

  async function load() {
    try {
      entries = await members(of.action, of.list, {}, signal);
      list();
    } catch (error) {
      if (!isCancelled(error)) fill(body, errorBox(error, load), error instanceof S3Error && error.code === 'AccessDenied' && own(signal));
    }
  }

  function list() {
    const wanted = search.value.trim().toLowerCase();
    const matching = entries.filter((it) => text(it, of.name).toLowerCase().includes(wanted));
    count.textContent = entries.length > 0 ? counted(matching.length, of.one, of.title.toLowerCase()) : '';
    search.hidden = entries.length === 0;
    if (entries.length === 0) return fill(body, h('div', { class: 'empty' }, icon('user'), h('h2', {}, `No ${of.title.toLowerCase()} yet`), h('p', {}, of.empty), button()));
    if (matching.length === 0) return fill(body, h('p', { class: 'empty' }, `No ${of.one} has this in its name.`));
    const policies = of.kind === 'policies';
    const head = [h('th', {}, 'Name'), policies && h('th', { class: 'size' }, 'Attached'), h('th', { class: 'when' }, policies ? 'Changed' : 'Created')];
    fill(body, h('table', { class: 'list' }, h('thead', {}, h('tr', {}, head)), h('tbody', {}, matching.map((it) => row(of, it)))));
  }
}

/** @param {Kind} of @param {Element} it */
function row(of, it) {
  const policies = of.kind === 'policies';
  const arn = text(it, 'Arn');
  const name = text(it, of.name);
  const attached = Number(text(it, 'AttachmentCount'));
  return h(
    'tr',
    {},
    h('td', { class: 'name' }, h('div', { class: 'cell' }, icon(policies ? 'file' : 'user'), h('div', {}, h('a', { href: accessAddress(of.kind, policies ? arn : name) }, name), policies && isBuiltIn(arn) && [' ', h('span', { class: 'badge' }, 'built in')]))),
    policies && h('td', { class: 'size' }, number(attached)),
    h('td', { class: 'when' }, isBuiltIn(arn) ? '' : time(text(it, policies ? 'UpdateDate' : 'CreateDate'))),
  );
}

/** For users who may not see the others: where their own page is. @param {AbortSignal} signal */
function own(signal) {
  const box = h('p', { class: 'after' });
  callerArn(signal)
    .then((arn) => userOf(arn) && fill(box, 'You are signed in as the user ', h('a', { href: accessAddress('users', userOf(arn)) }, userOf(arn)), '. Your own page shows what your policies let you see.'))
    .catch(() => {});
  return box;
}

/** Asks for a name, and makes a user or a group. @param {'user'|'group'} one @param {string} action @param {string} parameter */
function createNamed(one, action, parameter) {
  const name = /** @type {HTMLInputElement} */ (h('input', { type: 'text', required: true, maxlength: one === 'user' ? 64 : 128, pattern: '[\\w+=,.@\\-]+', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off' }));
  openDialog(`Create ${one}`, (_, close) =>
    workForm({
      content: field('Name', name, 'Letters, digits and + = , . @ - _'),
      action: `Create ${one}`,
      close,
      async work(signal) {
        await iam(action, { [parameter]: name.value }, signal);
        notify(one === 'user' ? `User ${name.value} is created. It needs a policy and a key.` : `Group ${name.value} is created.`);
        location.hash = accessAddress(`${one}s`, name.value);
      },
    }),
  );
  name.focus();
}
