import { admin, byAdmin } from './admin.js';
import { chart, figuresTable } from './chart.js';
import { fill, h } from './dom.js';
import { counted, duration, millis, number, short, size } from './format.js';
import { configurationPage } from './server-configuration.js';
import { activityPage } from './server-activity.js';
import { tasksPage } from './server-tasks.js';
import { usageChart } from './usage-chart.js';

/**
 * The state of the server, for who has the token of the admin API.
 *
 * @typedef {{body: HTMLElement, signal: AbortSignal}} Part
 */

const TABS = [
  { kind: 'overview', title: 'Overview', page: overviewPage },
  { kind: 'activity', title: 'Activity', page: activityPage },
  { kind: 'tasks', title: 'Tasks', page: tasksPage },
  { kind: 'configuration', title: 'Settings', page: configurationPage },
];

/** Figures are asked for again after so many milliseconds. */
const EVERY = 10_000;

/** @param {import('./app.js').Place} place @param {string} [kind] */
export function serverPage({ root, signal }, kind) {
  const of = TABS.find((it) => it.kind === kind) ?? TABS[0];
  document.title = `${of.title} · geckos3`;
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Parts of the server' }, TABS.map((it) => h('a', { href: `#/server/${it.kind}`, 'aria-current': it === of && 'page' }, it.title)));
  const links = h('div', { class: 'tools' }, h('a', { href: '/metrics', target: '_blank', rel: 'noopener' }, 'Metrics'), h('a', { href: '/health/ready', target: '_blank', rel: 'noopener' }, 'Health'));
  const body = h('div', {}, h('p', { class: 'loading' }, 'Loading…'));
  fill(root, h('div', { class: 'page-head' }, h('h1', {}, 'Server'), tabs, links), body);
  of.page({ body, signal });
}

/** Draws now, and again and again while the page is shown. @param {Part} part @param {() => Promise<any>} draw @returns {() => Promise<void>} draws now */
export function repeated({ body, signal }, draw) {
  const load = byAdmin(body, signal, draw);
  const timer = setInterval(() => {
    // Whoever is about to press a button keeps it, and who reads the table keeps it open.
    const busy = document.hidden || document.querySelector('dialog[open]') || body.querySelector('details[open], form') || (document.activeElement !== document.body && body.contains(document.activeElement));
    if (!busy) load();
  }, EVERY);
  signal.addEventListener('abort', () => clearInterval(timer));
  load();
  return load;
}

/** @param {Part} part */
function overviewPage(part) {
  let span = 'hour';
  // Once an hour there is a new sample, so it is asked for once.
  const stored = h('section', { class: 'card stack after', hidden: true });
  usageChart(h('h2', {}, 'Stored'), 'usage-history', part.signal).then((it) => {
    fill(stored, it);
    stored.hidden = false;
  }, () => {});
  const load = repeated(part, async () => {
    const [history, server, usage, tasks] = await Promise.all(['history', 'server', 'usage', 'chores'].map((it) => admin('GET', it, part.signal).catch((error) => (it === 'usage' ? null : Promise.reject(error)))));
    const choose = (/** @type {string} */ to) => () => {
      span = to;
      /** @type {HTMLElement} */ (document.activeElement)?.blur();
      load();
    };
    const choice = h('div', { class: 'tabs', role: 'group', 'aria-label': 'Time' }, ['hour', 'day'].map((it) => h('button', { type: 'button', 'aria-pressed': String(it === span), onclick: choose(it) }, it === 'hour' ? 'Last hour' : 'Last day')));
    fill(part.body, tiles(server, usage, tasks.chores), h('section', { class: 'card stack' }, h('div', { class: 'card-head' }, h('h2', {}, 'Requests'), choice), charts(history[span], span)), stored);
  });
}

/** @param {any} server @param {any} usage @param {any[]} tasks */
function tiles(server, usage, tasks) {
  const free = server.storage['disk.free.bytes'];
  const total = server.storage['disk.total.bytes'];
  const scrub = tasks.find((it) => it.name === 'scrub');
  const damaged = scrub?.figures.damaged ?? 0;
  const tile = (/** @type {string} */ name, /** @type {any} */ value, /** @type {any[]} */ ...about) => h('section', { class: 'card tile' }, h('h2', {}, name), h('p', { class: 'big' }, value), h('p', { class: 'muted' }, about));
  return h(
    'div',
    { class: 'tiles' },
    tile('Version', server.version, `up ${duration(server.uptimeSeconds)}`),
    total > 0 && tile('Disk', `${size(free)} free`, h('meter', { min: 0, max: total, low: total * 0.8, high: total * 0.9, optimum: 0, value: total - free, 'aria-label': 'Used part of the disk' }), `of ${size(total)}`),
    usage && tile('Stored', usage.complete || usage.objects > 0 ? size(usage.bytes + usage.noncurrentBytes) : 'Counting…', counted(usage.objects, 'object'), usage.noncurrentVersions > 0 && `, ${counted(usage.noncurrentVersions, 'older version')}`, !usage.complete && ', still counting'),
    scrub && tile('Damage', damaged > 0 ? counted(damaged, 'object') : scrub.finished ? 'None found' : 'Not checked', h('a', { href: '#/server/tasks' }, scrub.running ? 'A scrub is running' : 'Start a scrub')),
  );
}

/** @param {{intervalSeconds: number, intervals: any[]}} history @param {string} span */
function charts({ intervalSeconds, intervals }, span) {
  const times = intervals.map((it) => new Date(it.from));
  const slots = span === 'hour' ? 60 : 144;
  const each = span === 'hour' ? 'each minute' : 'each ten minutes';
  const values = (/** @type {string} */ name) => intervals.map((it) => it[name]);
  const timed = (/** @type {string} */ name) => intervals.map((it) => (it.requests > 0 ? it[name] : null));
  const good = { name: 'Requests', look: /** @type {const} */ ('calm'), values: values('requests') };
  const refused = { name: 'Refused (4xx)', look: /** @type {const} */ ('warn'), values: values('clientErrors') };
  const failed = { name: 'Failed (5xx)', look: /** @type {const} */ ('bad'), values: values('serverErrors') };
  const median = { name: 'Median', look: /** @type {const} */ ('calm'), values: timed('medianMillis') };
  const slow = { name: '99 % below', look: /** @type {const} */ ('warn'), values: timed('p99Millis') };
  const sent = { name: 'Sent', look: /** @type {const} */ ('calm'), values: intervals.map((it) => it.sentBytes / intervalSeconds) };
  const received = { name: 'Received', look: /** @type {const} */ ('faint'), values: intervals.map((it) => it.receivedBytes / intervalSeconds) };
  const rate = (/** @type {number} */ it) => `${size(it)}/s`;
  return [
    h(
      'div',
      { class: 'charts' },
      chart({ title: 'Requests', hint: each, kind: 'bars', series: [good], times, seconds: intervalSeconds, slots, format: short }),
      chart({ title: 'Errors', hint: each, kind: 'bars', series: [refused, failed], times, seconds: intervalSeconds, slots, format: short }),
      chart({ title: 'Latency', hint: 'with bodies', kind: 'lines', series: [median, slow], times, seconds: intervalSeconds, slots, format: millis }),
      chart({ title: 'Bytes', hint: 'each second', kind: 'bars', series: [sent, received], times, seconds: intervalSeconds, slots, bytes: true, format: rate }),
    ),
    figuresTable(times, [good, refused, failed, median, slow, sent, received], [number, number, number, millis, millis, rate, rate]),
  ];
}
