/**
 * SHA-256 and HMAC. Browsers have them too, but only on pages that came by TLS or from this machine, and an operator may well
 * have the console in a network of his own.
 */

const K = new Uint32Array(64);
const START = new Uint32Array(8);

/** The first bits of the fractional parts of roots of primes. @see https://www.rfc-editor.org/rfc/rfc6234 */
(function constants() {
  let found = 0;
  for (let candidate = 2; found < 64; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime &&= candidate % divisor !== 0;
    if (!prime) continue;
    if (found < 8) START[found] = fraction(Math.sqrt(candidate));
    K[found++] = fraction(Math.cbrt(candidate));
  }
})();

/** @param {number} value */
function fraction(value) {
  return ((value - Math.floor(value)) * 0x100000000) >>> 0;
}

const rotate = (word, bits) => (word >>> bits) | (word << (32 - bits));

/** @param {Uint32Array} state @param {DataView} block @param {number} offset @param {Uint32Array} w */
function compress(state, block, offset, w) {
  for (let i = 0; i < 16; i++) w[i] = block.getUint32(offset + i * 4);
  for (let i = 16; i < 64; i++) {
    const low = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const high = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  let [a, b, c, d, e, f, g, s] = state;
  for (let i = 0; i < 64; i++) {
    const one = s + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i];
    const two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [s, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, s].forEach((word, i) => (state[i] += word));
}

const UTF8 = new TextEncoder();

/** @param {string|Uint8Array} data */
const bytesOf = (data) => (typeof data === 'string' ? UTF8.encode(data) : data);

/** @param {string|Uint8Array} data @returns {Uint8Array} 32 bytes */
export function sha256(data) {
  const bytes = bytesOf(data);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = START.slice();
  const schedule = new Uint32Array(64);
  for (let offset = 0; offset < padded.length; offset += 64) compress(state, view, offset, schedule);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => digest.setUint32(i * 4, word));
  return new Uint8Array(digest.buffer);
}

/** @param {string|Uint8Array} secret @param {string} text @returns {Uint8Array} */
export function hmac(secret, text) {
  let key = bytesOf(secret);
  if (key.length > 64) key = sha256(key);
  const inner = new Uint8Array(64).fill(0x36);
  const outer = new Uint8Array(64).fill(0x5c);
  key.forEach((byte, i) => {
    inner[i] ^= byte;
    outer[i] ^= byte;
  });
  const join = (one, two) => {
    const both = new Uint8Array(one.length + two.length);
    both.set(one);
    both.set(two, one.length);
    return both;
  };
  return sha256(join(outer, sha256(join(inner, bytesOf(text)))));
}

/** @param {Uint8Array} bytes */
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {Uint8Array} bytes */
export const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
