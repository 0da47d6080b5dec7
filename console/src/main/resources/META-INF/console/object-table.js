import { bucketAddress } from './buckets.js';
import { h, nameText } from './dom.js';
import { size, time } from './format.js';
import { icon } from './icons.js';

/**
 * The rows of a folder, of which only those near the window are in the page, however many there are. Arrows move, Space selects, Enter
 * opens, as in a file manager.
 *
 * @typedef {import('./listing.js').Entry} Entry
 * @typedef {{body: HTMLElement, from: number, to: number, shown: boolean}} Chunk rows that come and go together
 * @typedef {{element: HTMLElement, add: (entries: Entry[]) => void, focus: () => void}} ObjectTable
 */

const ROWS = 100;
/** What a row is high before it was drawn, in pixels. */
const ROW_HEIGHT = 41;
/** Rows are drawn so far before they come into the window. */
const AHEAD = '1500px';

/**
 * @param {{bucket: string, selected: Map<string, Entry>, onselect: () => void, onopen: (entry: Entry) => void, signal: AbortSignal}} of
 * @returns {ObjectTable}
 */
export function objectTable({ bucket, selected, onselect, onopen, signal }) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {Chunk[]} */
  const chunks = [];
  const every = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', 'aria-label': 'Select all that are listed', onchange: selectAll }));
  const table = h(
    'table',
    { class: 'list objects', 'aria-rowcount': -1, onkeydown, onchange },
    h('thead', {}, h('tr', {}, h('th', { class: 'pick' }, every), h('th', {}, 'Name'), h('th', { class: 'size' }, 'Size'), h('th', { class: 'when' }, 'Modified'))),
  );
  const near = new IntersectionObserver((seen) => seen.forEach(({ target, isIntersecting }) => show(chunkOf(target), isIntersecting)), { rootMargin: AHEAD });
  signal.addEventListener('abort', () => near.disconnect());

  /** @param {Element} body */
  const chunkOf = (body) => /** @type {Chunk} */ (chunks.find((it) => it.body === body));

  /** @param {Chunk} chunk @param {boolean} shown */
  function show(chunk, shown) {
    if (chunk.shown === shown || (!shown && chunk.body.contains(document.activeElement))) return;
    const height = chunk.body.offsetHeight;
    chunk.shown = shown;
    chunk.body.replaceChildren(...(shown ? entries.slice(chunk.from, chunk.to).map((it, i) => row(it, chunk.from + i)) : [space(height)]));
  }

  /** @param {Entry[]} more those that come after the others */
  function add(more) {
    entries.push(...more);
    for (let from = entries.length - more.length; from < entries.length; from += ROWS) {
      const to = Math.min(entries.length, from + ROWS);
      const chunk = { body: h('tbody', {}, space((to - from) * ROW_HEIGHT)), from, to, shown: false };
      chunks.push(chunk);
      table.append(chunk.body);
      if (chunks.length === 1) show(chunk, true);
      near.observe(chunk.body);
    }
    showEvery();
  }

  function selectAll() {
    for (const entry of entries) keep(entry, every.checked);
    for (const box of table.querySelectorAll('tbody input')) mark(/** @type {HTMLInputElement} */ (box), every.checked);
    changed();
  }

  /** @param {Entry} entry @param {boolean} on */
  const keep = (entry, on) => (on ? selected.set(entry.key, entry) : selected.delete(entry.key));

  /** @param {HTMLInputElement} box @param {boolean} on */
  function mark(box, on) {
    box.checked = on;
    box.closest('tr')?.classList.toggle('selected', on);
  }

  /** @param {HTMLInputElement} box @param {boolean} on */
  function select(box, on) {
    mark(box, on);
    keep(entryOf(box), on);
    changed();
  }

  function changed() {
    showEvery();
    onselect();
  }

  function showEvery() {
    every.checked = entries.length > 0 && selected.size === entries.length;
    every.indeterminate = !every.checked && selected.size > 0;
  }

  /** @param {Element} within */
  const indexOf = (within) => Number(within.closest('tr')?.getAttribute('aria-rowindex')) - 2;

  /** @param {Element} within */
  const entryOf = (within) => entries[indexOf(within)];

  /** @param {Entry} entry @param {number} index */
  function row(entry, index) {
    const on = selected.has(entry.key);
    const label = entry.name || '(empty name)';
    const name = entry.folder
      ? h('a', { class: 'open', href: bucketAddress(bucket, entry.key) }, nameText(`${label}/`))
      : h('button', { type: 'button', class: 'open link', onclick: () => onopen(entry) }, nameText(label));
    return h(
      'tr',
      { class: [entry.deleted && 'deleted', on && 'selected'].filter(Boolean).join(' ') || null, 'aria-rowindex': index + 2 },
      h('td', { class: 'pick' }, h('input', { type: 'checkbox', 'aria-label': `Select ${entry.name}`, checked: on })),
      h('td', { class: 'name' }, h('div', { class: 'cell' }, icon(entry.folder ? 'folder' : entry.deleted ? 'gone' : 'file'), h('div', { class: 'named' }, name, entry.deleted && h('span', { class: 'badge' }, 'deleted')))),
      h('td', { class: 'size' }, entry.folder || entry.deleted ? '' : size(entry.size)),
      h('td', { class: 'when' }, entry.folder ? '' : time(entry.modified)),
    );
  }

  /** @param {Event} event */
  function onchange({ target }) {
    if (target instanceof HTMLInputElement && target !== every) select(target, target.checked);
  }

  /** @param {KeyboardEvent} event */
  function onkeydown(event) {
    const here = /** @type {Element} */ (event.target);
    if (!here.matches('.open')) return;
    const i = indexOf(here);
    const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: entries.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      focusOn(Math.min(Math.max(to, 0), entries.length - 1));
    } else if (event.key === ' ') {
      event.preventDefault();
      const box = /** @type {HTMLInputElement} */ (here.closest('tr')?.querySelector('input'));
      select(box, !box.checked);
    }
  }

  /** @param {number} index */
  function focusOn(index) {
    const chunk = chunks.find((it) => index < it.to);
    if (!chunk) return;
    show(chunk, true);
    /** @type {HTMLElement} */ (chunk.body.children[index - chunk.from].querySelector('.open')).focus();
  }

  return { element: table, add, focus: () => focusOn(0) };
}

/** A row in the place of others. @param {number} height in pixels */
function space(height) {
  const row = h('tr', { class: 'space', 'aria-hidden': 'true' }, h('td', { colspan: 4 }));
  row.style.height = `${height}px`;
  return row;
}
