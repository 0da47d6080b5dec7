/** Documents of S3 and IAM: read by tag names whatever their namespace, and written with everything escaped. */

/** Characters that may stand in keys, but not in documents, where S3 writes them all the same. */
const ILLEGAL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi;

/** Whether a document can have a text. @param {string} text */
export const isWritable = (text) => text.search(ILLEGAL_CHARACTER) < 0;

/** @param {string} text @returns {Element|null} the root; null if this is no document */
export function parse(text) {
  const root = new DOMParser().parseFromString(text.replace(ILLEGAL, '\ufffd'), 'application/xml').documentElement;
  return !root || root.localName === 'parsererror' || root.getElementsByTagName('parsererror').length > 0 ? null : root;
}

/** The children of this name. @param {Element|null} parent @param {string} name @returns {Element[]} */
export const all = (parent, name) => Array.from(parent?.children ?? []).filter((child) => child.localName === name);

/** The child at a path of names. @param {Element|null} parent @param {...string} path @returns {Element|null} */
export const at = (parent, ...path) => path.reduce((of, name) => all(of, name)[0] ?? null, parent);

/** The text of the child at a path; empty if there is none. @param {Element|null} parent @param {...string} path */
export const text = (parent, ...path) => at(parent, ...path)?.textContent ?? '';

/** @param {string} value */
const escape = (value) => value.replace(/[&<>"'\u0000-\u001f]/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * Writes an element.
 *
 * @param {string} name
 * @param {...(string|number|Written|Written[]|null|false|undefined)} content texts, and elements that were written
 * @returns {Written}
 */
export function element(name, ...content) {
  return new Written(`<${name}>${content.flat(Infinity).map(part).join('')}</${name}>`);
}

/** @param {any} content */
function part(content) {
  if (content === null || content === undefined || content === false) return '';
  return content instanceof Written ? content.xml : escape(String(content));
}

/** Text that is XML already. */
export class Written {
  /** @param {string} xml */
  constructor(xml) {
    this.xml = xml;
  }

  toString() {
    return this.xml;
  }
}
