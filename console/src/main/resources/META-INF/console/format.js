/** Numbers, sizes and times as people read them. */

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** @param {number} bytes @returns {string} as `1.5 MiB` */
export function size(bytes) {
  let unit = 0;
  let value = bytes;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** @param {number} value */
export const number = (value) => value.toLocaleString('en');

/** @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** @param {string|Date} time @returns {string} in the time zone and the order of the reader */
export function time(time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : TIME.format(date);
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A number for the side of a chart. @param {number} value */
export function short(value) {
  if (value >= 1e6) return `${trimmed(value / 1e6)} M`;
  return value >= 1e4 ? `${trimmed(value / 1e3)} k` : trimmed(value);
}

/** @param {number} value in milliseconds */
export function millis(value) {
  return value >= 1000 ? `${trimmed(value / 1000)} s` : `${trimmed(value)} ms`;
}

/** @param {number} value @returns {string} with at most two digits after the point, and no zeros at the end */
const trimmed = (value) => String(Number(value.toFixed(value < 1 ? 2 : 1)));
