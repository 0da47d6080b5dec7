import { bucketAddress } from './buckets.js';
import { h } from './dom.js';
import { size, time } from './format.js';
import { icon } from './icons.js';

/**
 * The rows of a folder. Arrows move, Space selects, Enter opens, as in a file manager.
 *
 * @param {{bucket: string, entries: import('./listing.js').Entry[], selected: Map<string, import('./listing.js').Entry>,
 *     onselect: () => void, onopen: (entry: import('./listing.js').Entry) => void}} of
 */
export function objectTable({ bucket, entries, selected, onselect, onopen }) {
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  const every = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', 'aria-label': 'Select all on this page', onchange: selectAll }));

  function selectAll() {
    boxes.forEach((box, i) => select(box, entries[i], every.checked));
    changed();
  }

  /** @param {HTMLInputElement} box @param {import('./listing.js').Entry} entry @param {boolean} on */
  function select(box, entry, on) {
    box.checked = on;
    box.closest('tr')?.classList.toggle('selected', on);
    if (on) selected.set(entry.key, entry);
    else selected.delete(entry.key);
  }

  function changed() {
    every.checked = boxes.length > 0 && boxes.every((box) => box.checked);
    every.indeterminate = !every.checked && boxes.some((box) => box.checked);
    onselect();
  }

  /** @param {import('./listing.js').Entry} entry */
  function row(entry) {
    const box = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', 'aria-label': `Select ${entry.name}` }));
    box.addEventListener('change', () => {
      select(box, entry, box.checked);
      changed();
    });
    boxes.push(box);
    const label = entry.name || '(empty name)';
    const name = entry.folder
      ? h('a', { class: 'open', href: bucketAddress(bucket, entry.key) }, `${label}/`)
      : h('button', { type: 'button', class: 'open link', onclick: () => onopen(entry) }, label);
    return h(
      'tr',
      { class: entry.deleted ? 'deleted' : null },
      h('td', { class: 'pick' }, box),
      h('td', { class: 'name' }, h('div', { class: 'cell' }, icon(entry.folder ? 'folder' : entry.deleted ? 'gone' : 'file'), name, entry.deleted && h('span', { class: 'badge' }, 'deleted'))),
      h('td', { class: 'size' }, entry.folder || entry.deleted ? '' : size(entry.size)),
      h('td', { class: 'when' }, entry.folder ? '' : time(entry.modified)),
    );
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    const rows = Array.from(table.querySelectorAll('.open'));
    const i = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (i < 0) return;
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      /** @type {HTMLElement} */ (rows[Math.min(Math.max(to, 0), rows.length - 1)]).focus();
    } else if (event.key === ' ') {
      event.preventDefault();
      select(boxes[i], entries[i], !boxes[i].checked);
      changed();
    }
  }

  const table = h(
    'table',
    { class: 'list objects', onkeydown },
    h('thead', {}, h('tr', {}, h('th', { class: 'pick' }, every), h('th', {}, 'Name'), h('th', { class: 'size' }, 'Size'), h('th', { class: 'when' }, 'Modified'))),
    h('tbody', {}, entries.map(row)),
  );
  return table;
}
