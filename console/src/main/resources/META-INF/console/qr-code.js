/**
 * QR codes of texts, in bytes and with the lowest error correction (L), which leaves the modules as large as can be.
 *
 * @see https://www.iso.org/standard/83389.html ISO/IEC 18004
 */

/** By version from 1 to 40: codewords of error correction in each block, and how many blocks there are. */
const CORRECTION = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28, 28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8, 8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25];
const VERSIONS = 40;

/** Which modules each mask inverts. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** @param {string} text @returns {boolean[][]|null} the rows, true where a module is dark, without the quiet zone; null if the text is too long */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= VERSIONS; version++) {
    if (4 + lengthBits(version) + 8 * bytes.length <= 8 * dataLength(version)) return draw(version, interleaved(version, dataOf(version, bytes)));
  }
  return null;
}

/** @param {number} version */
const lengthBits = (version) => (version < 10 ? 8 : 16);

/** @param {number} version @returns {number} codewords of data and error correction */
function allLength(version) {
  const rows = version < 2 ? 0 : Math.floor(version / 7) + 2;
  const patterns = rows === 0 ? 0 : (25 * rows - 10) * rows - 55;
  return Math.floor(((16 * version + 128) * version + 64 - patterns - (version < 7 ? 0 : 36)) / 8);
}

/** @param {number} version */
const dataLength = (version) => allLength(version) - CORRECTION[version - 1] * BLOCKS[version - 1];

/** The mode, the length, the bytes, and what fills the rest. @param {number} version @param {Uint8Array} bytes @returns {number[]} */
function dataOf(version, bytes) {
  const length = dataLength(version);
  const header = bytes.length.toString(2).padStart(lengthBits(version), '0');
  const bits = `0100${header}${Array.from(bytes, (it) => it.toString(2).padStart(8, '0')).join('')}`.slice(0, 8 * length);
  const ended = bits.padEnd(Math.min(bits.length + 4, 8 * length), '0');
  const words = (ended.padEnd(Math.ceil(ended.length / 8) * 8, '0').match(/.{8}/g) ?? []).map((it) => parseInt(it, 2));
  for (let fill = 0xec; words.length < length; fill ^= 0xec ^ 0x11) words.push(fill);
  return words;
}

/** Data in blocks, each with its error correction, word by word. @param {number} version @param {number[]} data @returns {number[]} */
function interleaved(version, data) {
  const correction = CORRECTION[version - 1];
  const count = BLOCKS[version - 1];
  const short = Math.floor(data.length / count);
  const longFrom = count - (data.length % count);
  const blocks = Array.from({ length: count }, (_, i) => data.slice(i * short + Math.max(0, i - longFrom), (i + 1) * short + Math.max(0, i + 1 - longFrom)));
  const generator = generatorOf(correction);
  const corrections = blocks.map((block) => remainder(block, generator));
  const words = [];
  for (let i = 0; i <= short; i++) for (const block of blocks) if (i < block.length) words.push(block[i]);
  for (let i = 0; i < correction; i++) for (const block of corrections) words.push(block[i]);
  return words;
}

/** In the field of 256 elements over x⁸ + x⁴ + x³ + x² + 1. @param {number} a @param {number} b */
function product(a, b) {
  let result = 0;
  for (let bit = 7; bit >= 0; bit--) {
    result = (result << 1) ^ (result & 0x80 ? 0x11d : 0);
    if ((b >> bit) & 1) result ^= a;
  }
  return result;
}

/** The product of (x - 2ⁱ), without its first coefficient. @param {number} degree @returns {number[]} */
function generatorOf(degree) {
  const generator = [...Array(degree - 1).fill(0), 1];
  for (let i = 0, root = 1; i < degree; i++, root = product(root, 2)) {
    for (let j = 0; j < degree; j++) generator[j] = product(generator[j], root) ^ (j + 1 < degree ? generator[j + 1] : 0);
  }
  return generator;
}

/** @param {number[]} block @param {number[]} generator @returns {number[]} */
function remainder(block, generator) {
  const rest = generator.map(() => 0);
  for (const word of block) {
    const factor = word ^ /** @type {number} */ (rest.shift());
    rest.push(0);
    generator.forEach((it, i) => (rest[i] ^= product(it, factor)));
  }
  return rest;
}

/** @param {number} version @param {number[]} words @returns {boolean[][]} */
function draw(version, words) {
  const size = 4 * version + 17;
  /** @type {(boolean|undefined)[][]} */
  const fixed = Array.from({ length: size }, () => Array(size));
  drawPatterns(version, fixed);
  drawFormat(fixed, 0);
  const plain = fixed.map((row) => [...row]);
  placeWords(fixed, plain, words);
  let best = plain;
  let least = Infinity;
  MASKS.forEach((inverts, mask) => {
    const masked = plain.map((row, y) => Array.from(row, (dark, x) => (fixed[y][x] === undefined ? Boolean(dark) !== inverts(x, y) : dark)));
    drawFormat(masked, mask);
    const penalty = penaltyOf(/** @type {boolean[][]} */ (masked));
    if (penalty < least) [best, least] = [masked, penalty];
  });
  return /** @type {boolean[][]} */ (best);
}

/** What every code of a version has. @param {number} version @param {(boolean|undefined)[][]} to */
function drawPatterns(version, to) {
  const size = to.length;
  for (let i = 0; i < size; i++) to[6][i] = to[i][6] = i % 2 === 0;
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(to, cx, cy, 4, (it) => it !== 2 && it !== 4);
  const centres = alignments(version);
  const last = centres.length - 1;
  centres.forEach((cy, i) => centres.forEach((cx, j) => {
    const corner = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
    if (!corner) square(to, cx, cy, 2, (it) => it !== 1);
  }));
  if (version < 7) return;
  const bits = (version << 12) | rest(version << 12, 0x1f25, 12);
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
    to[b][a] = to[a][b] = ((bits >> i) & 1) === 1;
  }
}

/** @param {(boolean|undefined)[][]} to @param {number} cx @param {number} cy @param {number} radius @param {(distance: number) => boolean} dark */
function square(to, cx, cy, radius, dark) {
  for (let y = Math.max(0, cy - radius); y <= Math.min(to.length - 1, cy + radius); y++) {
    for (let x = Math.max(0, cx - radius); x <= Math.min(to.length - 1, cx + radius); x++) to[y][x] = dark(Math.max(Math.abs(x - cx), Math.abs(y - cy)));
  }
}

/** Where the small squares are, along each side. @param {number} version @returns {number[]} */
function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((4 * version + 4) / (2 * count - 2)) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, i) => 4 * version + 10 - (count - 2 - i) * step)];
}

/** The remainder of a division of polynomials over two elements. @param {number} value @param {number} divisor @param {number} degree */
function rest(value, divisor, degree) {
  for (let bit = 31 - Math.clz32(value); bit >= degree; bit = 31 - Math.clz32(value)) value ^= divisor << (bit - degree);
  return value;
}

/** Error correction L and the mask, twice. @param {(boolean|undefined)[][]} to @param {number} mask */
function drawFormat(to, mask) {
  const size = to.length;
  const data = (1 << 3) | mask;
  const bits = ((data << 10) | rest(data << 10, 0x537, 10)) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    const [x, y] = i < 6 ? [8, i] : i < 8 ? [8, i + 1] : i === 8 ? [7, 8] : [14 - i, 8];
    to[y][x] = dark;
    if (i < 8) to[8][size - 1 - i] = dark;
    else to[size - 15 + i][8] = dark;
  }
  to[size - 8][8] = true;
}

/** In columns of two, from the right, up and down in turn. @param {(boolean|undefined)[][]} fixed @param {(boolean|undefined)[][]} to @param {number[]} words */
function placeWords(fixed, to, words) {
  const size = to.length;
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= right === 8 ? 3 : 2, up = !up) {
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (fixed[y][x] !== undefined) continue;
        to[y][x] = ((words[bit >> 3] >> (7 - (bit & 7))) & 1) === 1;
        bit++;
      }
    }
  }
}

/** How hard a code is to read. @param {boolean[][]} code */
function penaltyOf(code) {
  const size = code.length;
  let penalty = 0;
  for (const rows of [code, code[0].map((_, x) => code.map((row) => row[x]))]) {
    for (const row of rows) {
      const line = row.map(Number).join('');
      for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
      penalty += 40 * (line.match(/(?=10111010000|00001011101)/g) ?? []).length;
    }
  }
  let dark = 0;
  code.forEach((row, y) => row.forEach((it, x) => {
    dark += Number(it);
    if (x > 0 && y > 0 && it === row[x - 1] && it === code[y - 1][x] && it === code[y - 1][x - 1]) penalty += 3;
  }));
  return penalty + 10 * Math.floor(Math.abs(20 * dark - 10 * size * size) / (size * size));
}
