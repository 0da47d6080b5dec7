import { bucketAddress } from './buckets.js';
import { copyObjects } from './copy-objects.js';
import { deleteObjects } from './delete-objects.js';
import { errorBox, isCancelled } from './errors.js';
import { fill, h } from './dom.js';
import { counted } from './format.js';
import { icon } from './icons.js';
import { listFolder } from './listing.js';
import { objectPanel } from './object-panel.js';
import { objectTable } from './object-table.js';
import { s3 } from './session.js';
import { onUploaded } from './transfers.js';
import { acceptDrops, pickFiles } from './upload.js';
import { unfinishedUploads } from './unfinished-uploads.js';
import { text } from './xml.js';

/**
 * The objects of a bucket, a folder and a page at a time.
 *
 * @param {import('./app.js').Place} place @param {string} bucket @param {string} prefix ends in a slash, or is empty
 */
export function objectsPage({ root, signal }, bucket, prefix) {
  document.title = `${prefix || bucket} · geckos3`;
  const selected = new Map();
  /** How the pages before this one were asked for. @type {(Object<string, string>|null)[]} */
  let before = [];
  /** @type {Object<string, string>|null} */
  let here = null;
  let showDeleted = false;
  let running = new AbortController();

  const jump = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: 'Names that begin with…', 'aria-label': 'Show names that begin with', onchange: first, onsearch: first }));
  const deletedBox = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', id: 'show-deleted', onchange: toggleDeleted }));
  const deletedChoice = h('div', { class: 'tick slim', hidden: true }, deletedBox, h('label', { for: 'show-deleted' }, 'Show deleted'));
  const selection = h('div', { class: 'selection', role: 'status' });
  const body = h('div', { class: 'folder' });
  const upload = () =>
    h('div', { class: 'split' }, h('button', { type: 'button', class: 'primary', onclick: () => pickFiles(bucket, prefix, false) }, icon('upload'), 'Upload'), h('button', { type: 'button', onclick: () => pickFiles(bucket, prefix, true) }, icon('folder'), 'Folder'));

  fill(
    root,
    h('div', { class: 'page-head' }, breadcrumb(bucket, prefix), h('div', { class: 'tools' }, deletedChoice, jump, upload(), h('a', { class: 'button square', href: `#/settings/${bucket}`, 'aria-label': 'Settings of this bucket', title: 'Settings' }, icon('settings')))),
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
    before = [];
    here = null;
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

  /** @param {boolean} [fresh] whether another page is shown, and not the same one again */
  async function load(fresh = false) {
    running.abort();
    running = new AbortController();
    const until = AbortSignal.any([signal, running.signal]);
    if (fresh) fill(body, h('p', { class: 'loading' }, 'Loading…'));
    try {
      const page = await listFolder(bucket, prefix, { begins: jump.value, next: here, deleted: showDeleted, signal: until });
      selected.clear();
      showSelection();
      fill(body, page.entries.length === 0 && before.length === 0 && !page.next ? empty() : shown(page));
    } catch (error) {
      if (!isCancelled(error)) fill(body, errorBox(error, first));
    }
  }

  /** @param {import('./listing.js').Page} page */
  function shown(page) {
    const turn = (/** @type {() => void} */ how) => () => {
      how();
      load(true);
    };
    const back = turn(() => (here = before.pop() ?? null));
    const next = turn(() => {
      before.push(here);
      here = page.next;
    });
    const one = before.length === 0 && !page.next;
    return [
      objectTable({ bucket, entries: page.entries, selected, onselect: showSelection, onopen: open }),
      h(
        'div',
        { class: 'pages' },
        h('span', { class: 'muted' }, one ? counted(page.entries.length, 'entry', 'entries') : `Page ${before.length + 1}`),
        !one && h('button', { type: 'button', disabled: before.length === 0, onclick: back }, icon('back'), 'Previous'),
        !one && h('button', { type: 'button', disabled: !page.next, onclick: next }, 'Next', icon('next')),
      ),
    ];
  }

  /** @param {import('./listing.js').Entry} entry */
  const open = (entry) => objectPanel(bucket, entry.key, load);

  function showSelection() {
    selection.classList.toggle('some', selected.size > 0);
    if (selected.size === 0) return fill(selection);
    const remove = () => deleteObjects(bucket, [...selected.values()], load);
    const clear = () => load();
    fill(
      selection,
      h('span', {}, `${counted(selected.size, 'entry', 'entries')} selected`),
      h('button', { type: 'button', class: 'small', onclick: () => copyObjects(bucket, prefix, [...selected.values()], load) }, icon('copy'), 'Copy or move'),
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
      /** @type {HTMLElement|null} */ (body.querySelector('.open'))?.focus();
    }
  }
}

/** @param {string} prefix @returns {string} the folder around it */
const parentOf = (prefix) => prefix.slice(0, prefix.lastIndexOf('/', prefix.length - 2) + 1);

/** @param {string} bucket @param {string} prefix */
function breadcrumb(bucket, prefix) {
  const names = prefix.split('/').slice(0, -1);
  const steps = [{ name: bucket, address: bucketAddress(bucket) }, ...names.map((name, i) => ({ name: name || '(empty name)', address: bucketAddress(bucket, `${names.slice(0, i + 1).join('/')}/`) }))];
  return h(
    'nav',
    { class: 'crumbs', 'aria-label': 'Where you are' },
    h('ol', {}, h('li', {}, h('a', { href: '#/' }, 'Buckets')), steps.map(({ name, address }, i) => h('li', {}, i === steps.length - 1 ? h('h1', { 'aria-current': 'page' }, name) : h('a', { href: address }, name)))),
  );
}
