import { change } from './change.js';
import { fill, h } from './dom.js';
import { icon } from './icons.js';
import { s3 } from './session.js';
import { all, at, element, text } from './xml.js';

/** @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function tagSetting({ bucket, signal }, body) {
  const reload = () => tagSetting({ bucket, signal }, body);
  const root = await s3().documentUnless('NoSuchTagSet', { bucket, query: { tagging: '' }, signal });
  const rows = h('div', { class: 'rows' });
  all(at(root, 'TagSet'), 'Tag').forEach((tag) => add(text(tag, 'Key'), text(tag, 'Value')));

  /** @param {string} [key] @param {string} [value] */
  function add(key = '', value = '') {
    const row = h(
      'div',
      { class: 'row' },
      h('input', { type: 'text', value: key, maxlength: 128, 'aria-label': 'Name of the tag', placeholder: 'Name' }),
      h('input', { type: 'text', value, maxlength: 256, 'aria-label': 'Value of the tag', placeholder: 'Value' }),
      h('button', { type: 'button', class: 'icon-only', 'aria-label': 'Remove this tag', onclick: () => row.remove() }, icon('close')),
    );
    rows.append(row);
    return row;
  }

  function save() {
    const tags = Array.from(rows.children, (row) => Array.from(row.querySelectorAll('input'), (input) => input.value)).filter(([key]) => key !== '');
    const document = `${element('Tagging', element('TagSet', tags.map(([key, value]) => element('Tag', element('Key', key), element('Value', value)))))}`;
    return change(() => (tags.length > 0 ? s3().put({ bucket, query: { tagging: '' }, body: document }) : s3().send('DELETE', { bucket, query: { tagging: '' } })), 'The tags are saved.', reload);
  }

  fill(
    body,
    rows,
    h('div', { class: 'actions' }, h('button', { type: 'button', onclick: () => add().querySelector('input')?.focus() }, icon('plus'), 'Add tag'), h('button', { type: 'button', class: 'primary', onclick: save }, 'Save tags')),
  );
}
