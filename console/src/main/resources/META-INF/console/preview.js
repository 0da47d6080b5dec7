import { errorBox, isCancelled } from './errors.js';
import { fill, h } from './dom.js';
import { size } from './format.js';
import { s3 } from './session.js';

/**
 * Shows what is in an object. Nothing of it ever runs here: pictures are only of formats without scripts, and named so by this page and
 * not by who put them; sound and film come from the S3 port as they are played; a PDF is shown in a frame of the S3 port's origin,
 * which can be nothing else than a PDF; all else is text.
 */

const PICTURES = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif', bmp: 'image/bmp', ico: 'image/x-icon' };
const MEDIA = {
  mp3: 'audio/mpeg', m4a: 'audio/mp4', aac: 'audio/aac', ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac', weba: 'audio/webm',
  mp4: 'video/mp4', m4v: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm', ogv: 'video/ogg',
};
const PDF = 'application/pdf';
/** How long a film may be watched, in seconds. */
const WATCHED = 6 * 3600;
const TEXTS = /\.(txt|md|csv|tsv|log|json|jsonl|xml|html?|svg|css|m?[jt]sx?|java|kt|py|rb|go|rs|c|h|cpp|sh|sql|ya?ml|toml|ini|conf|properties|gitignore|dockerfile)$/i;
const MOST_TEXT = 128 * 1024;
const MOST_PICTURE = 20 * 1024 * 1024;

/**
 * @param {string} bucket @param {string} key @param {{type: string, length: number, version?: string, signal: AbortSignal}} object
 * @returns {HTMLElement|null} null if there is nothing to show
 */
export function preview(bucket, key, { type, length, version, signal }) {
  const ending = key.split('.').pop()?.toLowerCase() ?? '';
  const named = (/** @type {Object<string, string>} */ types) => (Object.hasOwn(types, ending) ? types[ending] : Object.values(types).find((it) => it === type));
  const query = { versionId: version };
  const streamed = length > 0 && (named(MEDIA) ?? named({ pdf: PDF }));
  if (streamed) return player(key, streamed, linkOf(bucket, key, version, streamed, type));
  const picture = named(PICTURES);
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

/** The address of what is played, with the type that this page gives it. Without a signature only the object's own type counts. @param {string} bucket @param {string} key @param {string|undefined} version @param {string} type @param {string} own */
function linkOf(bucket, key, version, type, own) {
  if (!s3().keys) return type === PDF && own !== PDF ? null : s3().link(bucket, key, WATCHED, { versionId: version });
  return s3().link(bucket, key, WATCHED, { versionId: version, 'response-content-type': type, 'response-content-disposition': 'inline' });
}

/** @param {string} key @param {string} type @param {string|null} src */
function player(key, type, src) {
  if (!src) return null;
  const label = { 'aria-label': `Preview of ${key}` };
  if (type === PDF) return h('div', { class: 'preview paper' }, h('iframe', { src, title: `Preview of ${key}`, referrerpolicy: 'no-referrer' }));
  const error = h('p', { class: 'muted', hidden: true }, 'This browser cannot play it.');
  const onerror = () => (error.hidden = false);
  return h('div', { class: 'preview' }, h(type.startsWith('audio/') ? 'audio' : 'video', { src, controls: true, preload: 'metadata', onerror, ...label }), error);
}
