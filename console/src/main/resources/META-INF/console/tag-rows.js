import { h } from './dom.js';
import { icon } from './icons.js';
import { all, at, element, text } from './xml.js';

/**
 * Tags as rows of two fields.
 *
 * @param {Element|null} root the document with them; null if there are none
 * @returns {{rows: HTMLElement, add: HTMLElement, document: () => string, pairs: () => [string, string][]}} the rows, a button that adds one, the document that they make,
 *     which is empty without tags, and the names with their values
 */
export function tagRows(root) {
  const rows = h('div', { class: 'rows' });
  all(at(root, 'TagSet'), 'Tag').forEach((tag) => row(text(tag, 'Key'), text(tag, 'Value')));

  /** @param {string} [key] @param {string} [value] */
  function row(key = '', value = '') {
    const line = h(
      'div',
      { class: 'row' },
      h('input', { type: 'text', value: key, maxlength: 128, 'aria-label': 'Name of the tag', placeholder: 'Name' }),
      h('input', { type: 'text', value, maxlength: 256, 'aria-label': 'Value of the tag', placeholder: 'Value' }),
      h('button', { type: 'button', class: 'icon-only', 'aria-label': 'Remove this tag', onclick: () => line.remove() }, icon('close')),
    );
    rows.append(line);
    return line;
  }

  /** @returns {[string, string][]} */
  function pairs() {
    return Array.from(rows.children, (line) => /** @type {[string, string]} */ (Array.from(line.querySelectorAll('input'), (input) => input.value))).filter(([key]) => key !== '');
  }

  function document() {
    const tags = pairs();
    return tags.length > 0 ? `${element('Tagging', element('TagSet', tags.map(([key, value]) => element('Tag', element('Key', key), element('Value', value)))))}` : '';
  }

  return { rows, add: h('button', { type: 'button', onclick: () => row().querySelector('input')?.focus() }, icon('plus'), 'Add tag'), document, pairs };
}
