import { AdminError, admin, byAdmin } from './admin.js';
import { change } from './change.js';
import { errorBox } from './errors.js';
import { field, fill, h } from './dom.js';
import { counted, number, size, time } from './format.js';
import { encode } from './sigv4.js';
import { usageChart } from './usage-chart.js';

/** Units in which quotas are given. @type {[string, number][]} */
const UNITS = [
  ['TiB', 2 ** 40],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['bytes', 1],
];

/**
 * What a bucket has stored, and how much it may.
 *
 * @typedef {{bucket: string, objects: number, bytes: number, noncurrentVersions: number, noncurrentBytes: number, deleteMarkers: number, uploads: number, counted: string}} Usage
 * @typedef {{bytes?: number, objects?: number}} Amount
 */

/** What each bucket has stored, by its name. @param {AbortSignal} signal @returns {Promise<Map<string, Usage>>} */
export async function usageOfBuckets(signal) {
  const { buckets } = await admin('GET', 'usage', signal);
  return new Map(buckets.map((/** @type {Usage} */ it) => [it.bucket, it]));
}

/** @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function usageSetting({ bucket, signal }, body) {
  const path = `quotas/buckets/${encode(bucket)}`;
  const load = byAdmin(body, signal, async () => {
    const none = (/** @type {unknown} */ error) => (error instanceof AdminError && error.status === 501 ? new Map() : Promise.reject(error));
    const [usage, { quota, used }, overTime] = await Promise.all([usageOfBuckets(signal).catch(none), admin('GET', path, signal), usageChart(h('h3', {}, 'Over time'), `usage-history/buckets/${encode(bucket)}`, signal).catch((error) => errorBox(error))]);
    const save = (/** @type {string} */ query) => change(() => (query ? admin('PUT', `${path}?${query}`) : admin('DELETE', path)), query ? 'The quota is saved.' : 'The quota is removed.', load);
    fill(body, stored(usage.get(bucket)), overTime, h('h3', {}, 'Quota'), filled(quota, used), form(quota, save));
  });
  await load();
}

/** @param {Usage|undefined} usage */
function stored(usage) {
  if (!usage) return h('p', {}, 'The server has not counted this bucket yet.');
  const facts = [
    ['Objects', `${number(usage.objects)}, ${size(usage.bytes)}`],
    ['Older versions', usage.noncurrentVersions > 0 && `${number(usage.noncurrentVersions)}, ${size(usage.noncurrentBytes)}`],
    ['Delete markers', usage.deleteMarkers > 0 && number(usage.deleteMarkers)],
    ['Unfinished uploads', usage.uploads > 0 && number(usage.uploads)],
    ['Counted', time(usage.counted)],
  ];
  return h('dl', {}, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));
}

/** How much of the quota is used. @param {Amount} quota @param {Amount|undefined} used */
function filled(quota, used) {
  const line = (/** @type {'bytes'|'objects'} */ what, /** @type {(value: number) => string} */ words) => {
    const most = quota[what];
    if (most === undefined) return null;
    const now = used?.[what];
    const label = `${now === undefined ? 'At most' : `${words(now)} of`} ${words(most)} used`;
    return h('div', { class: 'filled' }, h('p', {}, now === undefined ? `At most ${words(most)}.` : `${words(now)} of ${words(most)} used.`), now !== undefined && most > 0 && h('progress', { max: most, value: Math.min(now, most), 'aria-label': label }));
  };
  return [line('bytes', size), line('objects', (value) => counted(value, 'object'))];
}

/** @param {Amount} quota @param {(query: string) => Promise<void>} save */
function form(quota, save) {
  const [unitName, unit] = UNITS.find(([, it]) => quota.bytes && quota.bytes % it === 0) ?? UNITS[1];
  const bytes = /** @type {HTMLInputElement} */ (h('input', { type: 'number', min: 0, step: 1, value: quota.bytes === undefined ? '' : quota.bytes / unit }));
  const units = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': 'Unit' }, UNITS.map(([name]) => h('option', { value: name, selected: name === unitName }, name))));
  const objects = /** @type {HTMLInputElement} */ (h('input', { type: 'number', min: 0, step: 1, value: quota.objects ?? '' }));
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const factor = BigInt(UNITS.find(([name]) => name === units.value)?.[1] ?? 1);
    const parts = [bytes.value && `bytes=${BigInt(Math.round(Number(bytes.value))) * factor}`, objects.value && `objects=${Math.round(Number(objects.value))}`];
    save(parts.filter(Boolean).join('&'));
  };
  return h(
    'form',
    { class: 'stack', onsubmit: submit },
    h('div', { class: 'pair' }, h('div', { class: 'row end' }, field('At most', bytes), units), field('Objects at most', objects)),
    h('p', { class: 'hint' }, 'Empty means no limit. What would exceed the quota is refused; nothing is deleted.'),
    h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, 'Save quota')),
  );
}
