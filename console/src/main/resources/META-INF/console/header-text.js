/**
 * Texts in headers. S3 answers user metadata that is not ASCII in encoded words, and takes it so.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047
 */

const WORD = /=\?utf-8\?([bq])\?([^? ]*)\?=/gi;

/** Bytes of text in one word, of which base64 makes 60 characters. */
const LENGTH = 45;

/** What a header says, with its encoded words decoded. @param {string} value */
export function decodeHeader(value) {
  const joined = value.replace(/\?=\s+(?==\?utf-8\?[bq]\?)/gi, '?=');
  /** Words may part a character. @type {number[]} */
  let bytes = [];
  let text = '';
  let end = 0;
  const flush = () => {
    text += new TextDecoder().decode(new Uint8Array(bytes));
    bytes = [];
  };
  try {
    for (const { 0: word, 1: form, 2: content, index } of joined.matchAll(WORD)) {
      if (index > end) {
        flush();
        text += joined.slice(end, index);
      }
      bytes.push(...(form.toLowerCase() === 'b' ? bytesOf(atob(content)) : quoted(content)));
      end = index + word.length;
    }
  } catch {
    // Not base64.
    return value;
  }
  flush();
  return text + joined.slice(end);
}

/** @param {string} text with one character for each byte */
const bytesOf = (text) => Array.from(text, (it) => it.charCodeAt(0));

/** @param {string} content */
const quoted = (content) => bytesOf(content.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))));

/** The value of a header that says this. @param {string} text */
export function encodeHeader(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [];
  let word = '';
  const end = () => words.push(`=?UTF-8?B?${btoa(String.fromCharCode(...new TextEncoder().encode(word)))}?=`);
  for (const character of text) {
    if (new TextEncoder().encode(word + character).length > LENGTH) {
      end();
      word = '';
    }
    word += character;
  }
  end();
  return words.join(' ');
}
