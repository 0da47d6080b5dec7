import { errorBox, isCancelled } from './errors.js';
import { fill, h } from './dom.js';
import { size } from './format.js';
import { s3 } from './session.js';

/**
 * Shows what is in an object, if it is a picture or text. Nothing of it ever runs: pictures are only of formats without scripts, and
 * named so by this page and not by who put them; all else is text.
 */

const PICTURES = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', bmp: 'image/bmp', ico: 'image/x-icon' };
const TEXTS = /\.(txt|md|csv|tsv|log|json|jsonl|xml|html?|svg|css|m?[jt]sx?|java|kt|py|rb|go|rs|c|h|cpp|sh|sql|ya?ml|toml|ini|conf|properties|gitignore|dockerfile)$/i;
const MOST_TEXT = 128 * 1024;
const MOST_PICTURE = 20 * 1024 * 1024;

/**
 * @param {string} bucket @param {string} key @param {{type: string, length: number, version?: string, signal: AbortSignal}} object
 * @returns {HTMLElement|null} null if there is nothing to show
 */
export function preview(bucket, key, { type, length, version, signal }) {
  const picture = PICTURES[/** @type {keyof typeof PICTURES} */ (key.split('.').pop()?.toLowerCase() ?? '')] ?? Object.values(PICTURES).find((it) => it === type);
  const texts = TEXTS.test(key) || /^(text\/|application\/(json|xml))/.test(type);
  if (length === 0 || !(picture || texts) || (picture && length > MOST_PICTURE)) return null;
  const box = h('div', { class: 'preview' });
  const load = async () => {
    fill(box, h('p', { class: 'loading' }, 'Loading…'));
    try {
      fill(box, picture ? await image() : await readable());
    } catch (error) {
      if (!isCancelled(error)) fill(box, errorBox(error));
    }
  };
  const query = { versionId: version };

  async function image() {
    const answer = await s3().send('GET', { bucket, key, query, signal });
    const url = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: picture }));
    signal.addEventListener('abort', () => URL.revokeObjectURL(url));
    return h('img', { src: url, alt: `Preview of ${key}`, draggable: 'false', oncontextmenu: (/** @type {Event} */ event) => event.preventDefault() });
  }

  async function readable() {
    const headers = length > MOST_TEXT ? { range: `bytes=0-${MOST_TEXT - 1}` } : {};
    const answer = await s3().send('GET', { bucket, key, query, headers, signal });
    const content = new TextDecoder().decode(await answer.arrayBuffer());
    return [h('pre', { tabindex: '0', 'aria-label': `Beginning of ${key}` }, content), length > MOST_TEXT && h('p', { class: 'muted' }, `The first ${size(MOST_TEXT)} of ${size(length)}.`)];
  }

  if (length <= MOST_TEXT || picture) load();
  else fill(box, h('button', { type: 'button', onclick: load }, 'Show the beginning'));
  return box;
}
