import { bucketAddress } from './buckets.js';
import { copyObjects } from './copy-objects.js';
import { deleteObjects } from './delete-objects.js';
import { downloadObjects } from './download-objects.js';
import { errorBox, isCancelled } from './errors.js';
import { fill, h, nameText } from './dom.js';
import { counted } from './format.js';
import { icon } from './icons.js';
import { listFolder } from './listing.js';
import { newFolder } from './new-folder.js';
import { objectPanel } from './object-panel.js';
import { objectTable } from './object-table.js';
import { s3 } from './session.js';
import { encode } from './sigv4.js';
import { tagObjects } from './tag-objects.js';
import { onUploaded } from './transfers.js';
import { acceptDrops, pickFiles } from './upload.js';
import { unfinishedUploads } from './unfinished-uploads.js';
import { text } from './xml.js';

/** The next page is asked for when the end of the list is so near to the window, in pixels. */
const AHEAD = 2000;

/** At most so many entries are asked for again after a change. */
const MOST_AGAIN = 10_000;

/**
 * The objects of a bucket, a folder at a time.
 *
 * @param {import('./app.js').Place} place @param {string} bucket @param {string} prefix ends in a slash, or is empty
 */
export function objectsPage({ root, signal }, bucket, prefix) {
  document.title = `${prefix || bucket} · geckos3`;
  const selected = new Map();
  let showDeleted = false;
  let running = new AbortController();
  /** @type {import('./object-table.js').ObjectTable|undefined} */
  let table;
  /** How many entries are listed. */
  let count = 0;

  const jump = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: 'Names that begin with…', 'aria-label': 'Show names that begin with', onchange: first, onsearch: first }));
  const deletedBox = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', id: 'show-deleted', onchange: toggleDeleted }));
  const deletedChoice = h('div', { class: 'tick slim', hidden: true }, deletedBox, h('label', { for: 'show-deleted' }, 'Show deleted'));
  const selection = h('div', { class: 'selection', role: 'status' });
  const body = h('div', { class: 'folder' });
  const upload = () =>
    h('div', { class: 'split' }, h('button', { type: 'button', class: 'primary', onclick: () => pickFiles(bucket, prefix, false) }, icon('upload'), 'Upload'), h('button', { type: 'button', title: 'Upload a folder', onclick: () => pickFiles(bucket, prefix, true) }, icon('folder'), 'Folder'));

  fill(
    root,
    h('div', { class: 'page-head' }, breadcrumb(bucket, prefix), h('div', { class: 'tools' }, deletedChoice, jump, upload(), tool('newFolder', 'New folder', () => newFolder(bucket, prefix)), tool('refresh', 'Load the list again', () => load()), h('a', { class: 'button square', href: `#/settings/${encode(bucket)}`, 'aria-label': 'Settings of this bucket', title: 'Settings of this bucket' }, icon('settings')))),
    unfinishedUploads(bucket, prefix, signal),
    selection,
    body,
  );
  acceptDrops(root, bucket, prefix, signal);
  onUploaded((to, key) => to === bucket && key.startsWith(prefix) && load(), signal);
  document.addEventListener('keydown', shortcut, { signal });
  load(true);
  offerDeleted();

  function first() {
    load(true);
  }

  function toggleDeleted() {
    showDeleted = deletedBox.checked;
    first();
  }

  async function offerDeleted() {
    const versioning = await s3().document('GET', { bucket, query: { versioning: '' }, signal }).catch(() => null);
    deletedChoice.hidden = text(versioning, 'Status') === '';
  }

  /** @param {boolean} [fresh] whether another list is shown, and not the same one again */
  async function load(fresh = false) {
    running.abort();
    running = new AbortController();
    const until = AbortSignal.any([signal, running.signal]);
    const ask = (/** @type {Object<string, string>|null} */ next) => listFolder(bucket, prefix, { begins: jump.value, next, deleted: showDeleted, signal: until });
    if (fresh) fill(body, h('p', { class: 'loading' }, 'Loading…'));
    try {
      const page = await ask(null);
      // Who was further down stays about there.
      for (const wanted = fresh ? 0 : Math.min(count, MOST_AGAIN); page.next && page.entries.length < wanted; ) {
        const more = await ask(page.next);
        page.entries.push(...more.entries);
        page.next = more.next;
      }
      selected.clear();
      showSelection();
      fill(body, page.entries.length === 0 && !page.next ? empty() : listed(page, ask, until));
    } catch (error) {
      if (!isCancelled(error)) fill(body, errorBox(error, first));
    }
  }

  /**
   * The first page of a list, and the others once somebody comes near its end.
   *
   * @param {import('./listing.js').Page} page @param {(next: Object<string, string>) => Promise<import('./listing.js').Page>} ask @param {AbortSignal} until
   */
  function listed(page, ask, until) {
    let busy = false;
    count = 0;
    const end = h('p', { class: 'pages muted', role: 'status' });
    const shown = objectTable({ bucket, selected, onselect: showSelection, onopen: open, signal: until });
    const check = () => end.getBoundingClientRect().top < innerHeight + AHEAD && more();
    document.addEventListener('scroll', check, { signal: until, passive: true });
    table = shown;
    add(page);

    /** @param {import('./listing.js').Page} next */
    function add(next) {
      page = next;
      count += page.entries.length;
      shown.add(page.entries);
      fill(end, page.next ? `${counted(count, 'entry', 'entries')} so far. The list goes on as you scroll.` : counted(count, 'entry', 'entries'));
      requestAnimationFrame(check);
    }

    async function more() {
      if (busy || !page.next || until.aborted) return;
      busy = true;
      try {
        add(await ask(page.next));
      } catch (error) {
        if (!isCancelled(error)) fill(end, errorBox(error, more));
      } finally {
        busy = false;
      }
    }

    return [shown.element, end];
  }

  /** @param {import('./listing.js').Entry} entry */
  const open = (entry) => objectPanel(bucket, entry.key, load);

  function showSelection() {
    selection.classList.toggle('some', selected.size > 0);
    if (selected.size === 0) return fill(selection);
    const remove = () => deleteObjects(bucket, entries, load);
    const clear = () => load();
    const entries = [...selected.values()];
    fill(
      selection,
      h('span', {}, `${counted(selected.size, 'entry', 'entries')} selected`),
      h('button', { type: 'button', class: 'small', onclick: () => downloadObjects(bucket, entries) }, icon('download'), 'Download'),
      h('button', { type: 'button', class: 'small', onclick: () => copyObjects(bucket, prefix, entries, load) }, icon('copy'), 'Copy or move'),
      h('button', { type: 'button', class: 'small', onclick: () => tagObjects(bucket, entries, load) }, icon('tag'), 'Tag'),
      h('button', { type: 'button', class: 'danger small', onclick: remove }, icon('trash'), 'Delete'),
      h('button', { type: 'button', class: 'small', onclick: clear }, 'Clear'),
    );
  }

  function empty() {
    if (jump.value) return h('p', { class: 'empty' }, 'No name here begins so.');
    return h(
      'div',
      { class: 'empty' },
      icon('upload'),
      h('h2', {}, prefix ? 'This folder is empty' : 'This bucket is empty'),
      h('p', {}, 'Drop files or folders here, or choose them.'),
      upload(),
    );
  }

  /** @param {KeyboardEvent} event */
  function shortcut(event) {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === '/') {
      event.preventDefault();
      jump.focus();
    } else if (event.key === 'Backspace') {
      location.hash = prefix ? bucketAddress(bucket, parentOf(prefix)) : '#/';
    } else if (event.key === 'ArrowDown' && !document.activeElement?.closest('table')) {
      event.preventDefault();
      table?.focus();
    }
  }
}

/** @param {'newFolder'|'refresh'} picture @param {string} label @param {() => any} onclick */
const tool = (picture, label, onclick) => h('button', { type: 'button', class: 'square', 'aria-label': label, title: label, onclick }, icon(picture));

/** @param {string} prefix @returns {string} the folder around it */
const parentOf = (prefix) => prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);

/** @param {string} bucket @param {string} prefix */
function breadcrumb(bucket, prefix) {
  const names = prefix.split('/').slice(0, -1);
  const steps = [{ name: bucket, address: bucketAddress(bucket) }, ...names.map((name, i) => ({ name: name || '(empty name)', address: bucketAddress(bucket, `${names.slice(0, i + 1).join('/')}/`) }))];
  return h(
    'nav',
    { class: 'crumbs', 'aria-label': 'Where you are' },
    h('ol', {}, h('li', {}, h('a', { href: '#/' }, 'Buckets')), steps.map(({ name, address }, i) => h('li', {}, i === steps.length - 1 ? h('h1', { 'aria-current': 'page' }, nameText(name)) : h('a', { href: address }, nameText(name))))),
  );
}
