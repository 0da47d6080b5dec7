/** Makes elements. Text is only ever put in as text, so that no key or name of anybody can become markup. */

/** Properties of elements that are no attributes, or not kept up by them. */
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'selected', 'indeterminate', 'textContent', 'open', 'multiple', 'hidden']);

/**
 * Makes an element.
 *
 * @param {string} tag its name
 * @param {Object<string, any>} [attributes] attributes, properties, and listeners as `onclick`; those that are null, undefined
 *     or false are left out
 * @param {...any} children nodes, texts, and lists of them; null, undefined and false are left out
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

/** @param {Node} parent @param {any[]} children */
function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Replaces what is in an element. @param {Element} parent @param {...any} children */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** Characters that nobody sees, or that turn the direction of text: a name with one of them looks like another name. */
const UNSEEN = /([\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff])/;

/** @param {string} character */
const codePoint = (character) => h('span', { class: 'code-point' }, `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

/** A name that somebody has chosen, with the numbers of characters that nobody sees. @param {string} text @returns {any[]} */
export const nameText = (text) => text.split(UNSEEN).map((piece, i) => (i % 2 === 1 ? codePoint(piece) : piece));

let ids = 0;

/** A label with its field. @param {string} label @param {HTMLElement} input @param {string} [hint] */
export function field(label, input, hint) {
  input.id ||= `field-${++ids}`;
  const help = hint ? h('p', { class: 'hint', id: `${input.id}-hint` }, hint) : null;
  if (help) input.setAttribute('aria-describedby', help.id);
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), input, help);
}

/** A box to tick, with its label. @param {string} label @param {HTMLElement} input @param {string} [hint] */
export function tick(label, input, hint) {
  input.id ||= `field-${++ids}`;
  input.setAttribute('type', 'checkbox');
  return h('div', { class: 'tick' }, input, h('div', {}, h('label', { for: input.id }, label), hint && h('p', { class: 'hint' }, hint)));
}

/** Shows a short message for some seconds. @param {any} text @param {'good'|'bad'} [kind] */
export function notify(text, kind = 'good') {
  const notice = h('div', { class: `notice ${kind}` }, text);
  document.getElementById('notices')?.append(notice);
  setTimeout(() => notice.remove(), kind === 'bad' ? 12000 : 5000);
}
