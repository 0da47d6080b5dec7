import { openDialog } from './dialog.js';
import { field, fill, h, nameText, notify } from './dom.js';
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

  const code = h('div', { class: 'qr' });

  function make() {
    link.value = s3().link(bucket, key, Number(term.value), { versionId: version });
    showCode(code, link.value);
  }

  make();
  openDialog('Share a link', () =>
    h(
      'div',
      { class: 'stack' },
      h('p', {}, 'Whoever has this link can read ', h('b', {}, nameText(key.split('/').pop() || key)), ' until it ends. It is signed with your keys, and ends with them.'),
      field('Ends after', term),
      field('Link', link),
      code,
      h('div', { class: 'actions' }, h('a', { class: 'button', href: '', onclick: openLink }, 'Open'), h('button', { type: 'button', class: 'primary', onclick: () => copy(link) }, 'Copy')),
    ),
  );

  /** @param {Event} event */
  function openLink(event) {
    event.preventDefault();
    window.open(link.value, '_blank', 'noopener,noreferrer');
  }
}

const SVG = 'http://www.w3.org/2000/svg';
/** Light modules that readers want around a code. */
const QUIET = 4;

/** Shows a link as a QR code, for a telephone. What makes one is loaded only now. @param {HTMLElement} box @param {string} link */
async function showCode(box, link) {
  const { qrCode } = await import('./qr-code.js');
  const rows = qrCode(link);
  if (!rows) return fill(box, h('p', { class: 'hint' }, 'The link is too long for a QR code.'));
  const side = rows.length + 2 * QUIET;
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', rows.map((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : '')).join('')).join(''));
  svg.setAttribute('viewBox', `0 0 ${side} ${side}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', 'The link as a QR code');
  svg.append(path);
  fill(box, svg, h('p', { class: 'hint' }, 'For a telephone that reaches ', h('b', {}, new URL(link).host), '.'));
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
