import { admin } from './admin.js';
import { chart, figuresTable } from './chart.js';
import { fill, h } from './dom.js';
import { number, short, size } from './format.js';

/**
 * What was stored over time, by the samples that the server takes.
 *
 * @typedef {{from: string, objects: number, bytes: number, noncurrentVersions: number, noncurrentBytes: number}} Sample
 * @typedef {{intervalSeconds: number, samples: Sample[]}} Samples
 */

const DAY = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' });
const HOUR = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric' });

const SPANS = [
  { name: 'hours', title: 'Two days', each: 'each hour', words: HOUR, least: 48, most: 48 },
  { name: 'days', title: 'A year', each: 'each day', words: DAY, least: 30, most: 366 },
];

/** @param {HTMLElement} heading @param {string} path of the admin API @param {AbortSignal} signal @returns {Promise<HTMLElement>} charts of two days and of a year */
export async function usageChart(heading, path, signal) {
  const history = await admin('GET', path, signal);
  const body = h('div', { class: 'stack' });
  const buttons = SPANS.map((span) => h('button', { type: 'button', onclick: () => show(span) }, span.title));

  /** @param {typeof SPANS[0]} span */
  function show(span) {
    buttons.forEach((it) => it.setAttribute('aria-pressed', String(it.textContent === span.title)));
    fill(body, charts(history[span.name], span));
  }

  show(SPANS[0]);
  return h('div', { class: 'stack over-time' }, h('div', { class: 'card-head' }, heading, h('div', { class: 'tabs', role: 'group', 'aria-label': 'Time' }, buttons)), body);
}

/** @param {Samples} history @param {typeof SPANS[0]} span */
function charts({ intervalSeconds: seconds, samples }, { each, words, least, most }) {
  if (samples.length === 0) return h('p', { class: 'muted' }, 'There is no sample yet. The server takes one at the beginning of each hour, once it has counted everything.');
  const length = seconds * 1000;
  const first = new Date(samples[0].from).getTime();
  const last = Math.max(Math.floor(Date.now() / length) * length, new Date(samples[samples.length - 1].from).getTime());
  const of = new Map(samples.map((it) => [new Date(it.from).getTime(), it]));
  const from = Math.max(first, last - (most - 1) * length);
  const times = Array.from({ length: Math.round((last - from) / length) + 1 }, (_, i) => new Date(from + i * length));
  const values = (/** @type {(it: Sample) => number} */ figure) => times.map((it) => {
    const sample = of.get(it.getTime());
    return sample ? figure(sample) : null;
  });
  const slots = Math.min(most, Math.max(least, times.length));
  const older = samples.some((it) => it.noncurrentVersions > 0);
  const series = (/** @type {'bytes'|'objects'} */ now, /** @type {'noncurrentBytes'|'noncurrentVersions'} */ before) => [
    { name: 'Objects', look: /** @type {const} */ ('calm'), values: values((it) => it[now]) },
    ...(older ? [{ name: 'Older versions', look: /** @type {const} */ ('faint'), values: values((it) => it[before]) }] : []),
  ];
  const common = { hint: each, kind: /** @type {const} */ ('bars'), times, seconds, slots, words };
  const bytes = series('bytes', 'noncurrentBytes');
  const counts = series('objects', 'noncurrentVersions');
  const named = (/** @type {string} */ what, /** @type {import('./chart.js').Series[]} */ all) => all.map((it) => ({ ...it, name: `${it.name}, ${what}` }));
  return [
    h('div', { class: 'charts' }, chart({ ...common, title: 'Bytes', series: bytes, bytes: true, format: size }), chart({ ...common, title: 'Number', series: counts, format: short })),
    figuresTable(times, [...named('bytes', bytes), ...named('number', counts)], [...bytes.map(() => size), ...counts.map(() => number)], words),
  ];
}
