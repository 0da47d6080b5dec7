import { openDialog } from './dialog.js';
import { errorBox } from './errors.js';
import { fill, h } from './dom.js';

/** What is new in this version: the notes that are packaged with it. Nobody else is asked. */
export function updateNotes() {
  const body = h('div', { class: 'stack notes', tabindex: '0', role: 'region', 'aria-label': 'Notes' }, h('p', { class: 'loading' }, 'Loading…'));
  openDialog('Notes on this version', () => body, { wide: true });
  load();

  async function load() {
    try {
      const answer = await fetch(document.querySelector('meta[name="geckos3-notes"]')?.getAttribute('content') ?? '');
      if (!answer.ok) throw new Error('The notes are not there. The server runs another version now: load this page again.');
      fill(body, blocks(await answer.text()));
    } catch (error) {
      fill(body, errorBox(error, load));
    }
  }
}

/** The headings, lists and paragraphs of a text in Markdown. @param {string} text */
function blocks(text) {
  /** @type {HTMLElement[]} */
  const made = [];
  for (const block of text.split(/\n(?=- )|\n{2,}/)) {
    const words = block.trim().replace(/\s+/g, ' ');
    if (words.startsWith('# ') || words === '') continue;
    if (words.startsWith('- ')) {
      if (made[made.length - 1]?.localName !== 'ul') made.push(h('ul', {}));
      made[made.length - 1].append(h('li', {}, inline(words.slice(2))));
    } else made.push(words.startsWith('#') ? h('h3', {}, words.replace(/^#+ /, '')) : h('p', {}, inline(words)));
  }
  return made;
}

/** Text with its pieces of code. Of a link only its name is there. @param {string} text */
const inline = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').split('`').map((piece, i) => (i % 2 === 1 ? h('code', { class: 'mono' }, piece) : piece));
