import { h } from './dom.js';
import { icon, iconButton } from './icons.js';

/**
 * Names with values, as rows of two fields.
 *
 * @typedef {{rows: HTMLElement, add: HTMLElement, pairs: () => [string, string][]}} PairRows the rows, a button that adds one, and what is in those
 *     that have a name
 * @param {[string, string][]} given @param {{one: string, name?: number, value?: number}} of what a pair is called, and how long names and values may be
 * @returns {PairRows}
 */
export function pairRows(given, { one, name: nameLength, value: valueLength }) {
  const rows = h('div', { class: 'rows' });
  given.forEach(([name, value]) => row(name, value));

  /** @param {string} [name] @param {string} [value] */
  function row(name = '', value = '') {
    const line = h(
      'div',
      { class: 'row' },
      h('input', { type: 'text', value: name, maxlength: nameLength, 'aria-label': `Name of the ${one}`, placeholder: 'Name', autocapitalize: 'off', spellcheck: 'false' }),
      h('input', { type: 'text', value, maxlength: valueLength, 'aria-label': `Value of the ${one}`, placeholder: 'Value' }),
      iconButton('close', `Remove this ${one}`, () => line.remove()),
    );
    rows.append(line);
    return line;
  }

  const pairs = () => Array.from(rows.children, (line) => /** @type {[string, string]} */ (Array.from(line.querySelectorAll('input'), (input) => input.value))).filter(([name]) => name !== '');
  return { rows, add: h('button', { type: 'button', onclick: () => row().querySelector('input')?.focus() }, icon('plus'), `Add ${one}`), pairs };
}
