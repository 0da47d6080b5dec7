/** The CRC-32 of what is uploaded, which the server compares with what came. Four tables take four bytes at a time. */

const TABLES = Array.from({ length: 4 }, () => new Uint32Array(256));
for (let i = 0; i < 256; i++) {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLES[0][i] = value;
}
for (let table = 1; table < 4; table++) {
  for (let i = 0; i < 256; i++) TABLES[table][i] = (TABLES[table - 1][i] >>> 8) ^ TABLES[0][TABLES[table - 1][i] & 255];
}

/** The state before the first byte. */
export const START = -1;

/** @param {number} crc the state so far @param {Uint8Array} bytes those that follow @returns {number} the state after them */
export function update(crc, bytes) {
  const [t0, t1, t2, t3] = TABLES;
  let i = 0;
  for (; i + 4 <= bytes.length; i += 4) {
    crc ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    crc = t3[crc & 255] ^ t2[(crc >>> 8) & 255] ^ t1[(crc >>> 16) & 255] ^ t0[crc >>> 24];
  }
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]) & 255];
  return crc;
}

/** @param {number} crc the state at the end @returns {string} in base64, as S3 has it */
export function text(crc) {
  const value = ~crc >>> 0;
  return btoa(String.fromCharCode(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255));
}
