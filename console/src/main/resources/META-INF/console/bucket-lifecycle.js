import { change } from './change.js';
import { openDialog, workForm } from './dialog.js';
import { field, fill, h } from './dom.js';
import { counted } from './format.js';
import { icon, iconButton } from './icons.js';
import { s3 } from './session.js';
import { all, element, text, Written } from './xml.js';

/** Rules as sentences; new ones by a form. @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function lifecycleSetting({ bucket, signal }, body) {
  const reload = () => lifecycleSetting({ bucket, signal }, body);
  const root = await s3().documentUnless('NoSuchLifecycleConfiguration', { bucket, query: { lifecycle: '' }, signal });
  const rules = all(root, 'Rule');

  /** Rules of other clients go back as they came. @param {(Element|Written)[]} list */
  function put(list) {
    const written = list.map((it) => (it instanceof Written ? it : new Written(new XMLSerializer().serializeToString(it))));
    return list.length > 0 ? s3().put({ bucket, query: { lifecycle: '' }, body: `${element('LifecycleConfiguration', written)}` }) : s3().send('DELETE', { bucket, query: { lifecycle: '' } });
  }

  const remove = (/** @type {Element} */ rule) => change(() => put(rules.filter((it) => it !== rule)), 'The rule is removed.', reload);
  const add = () => askRule((rule) => put([...rules, rule]).then(reload));
  fill(
    body,
    rules.length === 0
      ? h('p', {}, 'Nothing is deleted by itself.')
      : h('ul', { class: 'rules' }, rules.map((rule) => h('li', {}, h('span', { class: 'line' }, text(rule, 'Status') === 'Enabled' ? '' : h('span', { class: 'badge' }, 'off'), ' ', words(rule)), iconButton('trash', 'Remove this rule', () => remove(rule))))),
    h('div', {}, h('button', { type: 'button', onclick: add }, icon('plus'), 'Add rule')),
  );
}

/** @param {Element} rule @returns {string} */
function words(rule) {
  const days = (/** @type {string[]} */ ...path) => text(rule, ...path) && counted(Number(text(rule, ...path)), 'day');
  const prefix = text(rule, 'Filter', 'Prefix') || text(rule, 'Filter', 'And', 'Prefix') || text(rule, 'Prefix');
  const narrowed = ['And', 'Tag', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].some((name) => rule.getElementsByTagNameNS('*', name).length > 0);
  const date = text(rule, 'Expiration', 'Date');
  const what = [
    days('Expiration', 'Days') && `objects are deleted ${days('Expiration', 'Days')} after they were written`,
    date && `objects are deleted on ${date.slice(0, 10)}`,
    text(rule, 'Expiration', 'ExpiredObjectDeleteMarker') === 'true' && 'delete markers without versions are removed',
    days('NoncurrentVersionExpiration', 'NoncurrentDays') && `older versions are deleted ${days('NoncurrentVersionExpiration', 'NoncurrentDays')} after they were replaced`,
    days('AbortIncompleteMultipartUpload', 'DaysAfterInitiation') && `unfinished uploads are removed after ${days('AbortIncompleteMultipartUpload', 'DaysAfterInitiation')}`,
  ].filter(Boolean);
  const where = `${prefix ? `Below ${prefix}` : 'Everywhere'}${narrowed ? ', for some objects by tags or size' : ''}`;
  return `${where}: ${what.join('; ') || 'nothing that is known here'}.`;
}

/** @param {(rule: Written) => Promise<any>} put */
function askRule(put) {
  const input = (/** @type {string} */ type) => /** @type {HTMLInputElement} */ (h('input', { type, min: 1, max: 36500, spellcheck: 'false' }));
  const [prefix, objects, older, unfinished] = [input('text'), input('number'), input('number'), input('number')];
  const part = (/** @type {HTMLInputElement} */ from, /** @type {string} */ name, /** @type {string} */ days) => from.value && element(name, element(days, from.value));

  async function work() {
    const parts = [part(objects, 'Expiration', 'Days'), part(older, 'NoncurrentVersionExpiration', 'NoncurrentDays'), part(unfinished, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation')].filter((it) => it instanceof Written);
    if (parts.length === 0) throw new Error('Say of at least one of them after how many days it is deleted.');
    await put(element('Rule', element('ID', `console-${Date.now()}`), element('Filter', element('Prefix', prefix.value)), element('Status', 'Enabled'), parts));
  }

  openDialog('Add rule', (_, close) =>
    workForm({
      content: [
        field('Only below', prefix, 'How keys begin, such as logs/. Empty means the whole bucket.'),
        field('Delete objects after days', objects),
        field('Delete older versions after days', older, 'Counted from when they were replaced.'),
        field('Remove unfinished uploads after days', unfinished),
      ],
      action: 'Add rule',
      work,
      close,
    }),
  );
}
