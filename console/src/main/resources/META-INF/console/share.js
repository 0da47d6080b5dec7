import { openDialog } from './dialog.js';
import { field, h, notify } from './dom.js';
import { s3 } from './session.js';

const TERMS = [
  [900, '15 minutes'],
  [3600, '1 hour'],
  [86400, '1 day'],
  [604800, '7 days'],
];

/** Shows a link by which anybody may read an object for some time. @param {string} bucket @param {string} key @param {string} [version] */
export function shareDialog(bucket, key, version) {
  const link = /** @type {HTMLTextAreaElement} */ (h('textarea', { readonly: true, rows: 5, spellcheck: 'false', class: 'mono', onfocus: () => link.select() }));
  const term = /** @type {HTMLSelectElement} */ (h('select', { onchange: make }, TERMS.map(([seconds, name]) => h('option', { value: seconds, selected: seconds === 3600 }, name))));

  function make() {
    link.value = s3().link(bucket, key, Number(term.value), { versionId: version });
  }

  make();
  openDialog('Share a link', () =>
    h(
      'div',
      { class: 'stack' },
      h('p', {}, 'Whoever has this link can read ', h('b', {}, key.split('/').pop() || key), ' until it ends. It is signed with your keys, and ends with them.'),
      field('Ends after', term),
      field('Link', link),
      h('div', { class: 'actions' }, h('a', { class: 'button', href: '', onclick: openLink }, 'Open'), h('button', { type: 'button', class: 'primary', onclick: () => copy(link) }, 'Copy')),
    ),
  );

  /** @param {Event} event */
  function openLink(event) {
    event.preventDefault();
    window.open(link.value, '_blank', 'noopener,noreferrer');
  }
}

/** The browser's clipboard is there only on pages by TLS or of this machine. @param {HTMLTextAreaElement|HTMLInputElement} from */
export async function copy(from) {
  from.select();
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(from.value);
    else document.execCommand('copy');
    notify('Copied.');
  } catch {
    notify('This browser does not let the page copy. The text is selected: copy it by the keyboard.', 'bad');
  }
}
