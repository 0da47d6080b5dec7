import { admin, byAdmin } from './admin.js';
import { change } from './change.js';
import { field, fill, h } from './dom.js';
import { time } from './format.js';
import { updateNotes } from './update-notes.js';

const LEVELS = ['off', 'severe', 'warning', 'info', 'fine', 'all'];

/** The configuration in use, without secrets, and what can be changed of it. @param {import('./server.js').Part} part */
export function configurationPage({ body, signal }) {
  const load = byAdmin(body, signal, async () => {
    const server = await admin('GET', 'server', signal);
    fill(body, h('div', { class: 'settings' }, about(server), logLevel(server.logLevel, load), settings(server.configuration)));
  });
  load();
}

/** @param {any} server */
function about(server) {
  const facts = [
    ['Version', server.version],
    ['Java', server.java],
    ['Started', time(server.started)],
    ['S3', server.addresses.s3],
    ['Admin', server.addresses.admin],
    ['Certificate until', server.certificate && time(server.certificate.expires)],
  ];
  return h(
    'section',
    { class: 'card stack' },
    h('h2', {}, 'This server'),
    h('dl', {}, facts.filter(([, value]) => value).map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h('div', {}, h('button', { type: 'button', onclick: updateNotes }, 'Notes on this version')),
    h('p', { class: 'hint' }, 'The server asks nobody whether there is a newer version: compare with the releases where you got this one. Before an update read the notes on the new version in its ', h('span', { class: 'mono' }, 'CHANGELOG.md'), ', and ', h('span', { class: 'mono' }, 'docs/upgrade.md'), ' which comes with every package, as all other documentation does.'),
  );
}

/** @param {string} level @param {() => Promise<void>} reload */
function logLevel(level, reload) {
  const levels = LEVELS.includes(level) ? LEVELS : [level, ...LEVELS];
  const choice = /** @type {HTMLSelectElement} */ (h('select', { onchange: () => change(() => admin('PUT', `log-level/${choice.value}`), 'The log level is changed.', reload) }, levels.map((it) => h('option', { value: it, selected: it === level }, it))));
  return h('section', { class: 'card stack' }, h('h2', {}, 'Log'), field('Level', choice, 'Until the server starts again; then log.level counts.'));
}

/** @param {Object<string, any>} configuration */
function settings(configuration) {
  const rows = Object.entries(configuration).sort(([a], [b]) => (a < b ? -1 : 1));
  const search = /** @type {HTMLInputElement} */ (h('input', { type: 'search', placeholder: 'Find a setting', 'aria-label': 'Find a setting', oninput: list }));
  const table = h('div', {});

  function list() {
    const wanted = search.value.trim().toLowerCase();
    const matching = rows.filter(([name]) => name.includes(wanted));
    fill(table, matching.length === 0 ? h('p', { class: 'muted' }, 'No setting has this in its name.') : h('dl', { class: 'config' }, matching.map(([name, value]) => [h('dt', { class: 'mono' }, name), h('dd', { class: 'mono' }, words(value))])));
  }

  list();
  return h('section', { class: 'card stack' }, h('div', {}, h('h2', {}, 'Settings'), h('p', { class: 'muted' }, 'As they are in use. Secrets are not shown.')), search, table);
}

/** @param {any} value */
function words(value) {
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : '(empty)';
  return value === '' ? '(empty)' : String(value);
}
