import { admin } from './admin.js';
import { change } from './change.js';
import { fill, h } from './dom.js';
import { number, size, time } from './format.js';
import { repeated } from './server.js';

/** What the server does by itself, in words. */
const ABOUT = {
  housekeeping: 'Counts what is stored, and removes abandoned uploads and what unfinished writes left.',
  scrub: 'Reads every object, and compares it with its checksum.',
  lifecycle: 'Applies the lifecycle rules of buckets.',
  usage: 'Notes once an hour how much is stored, for the charts.',
  rewrap: 'Encrypts the keys of objects with the newest master key.',
};

/** @typedef {{name: string, running: boolean, scheduled: boolean, state: string, began?: string, ended?: string, finished?: string, figures: Object<string, number>, problems: string[]}} Task */

/** @param {import('./server.js').Part} part */
export function tasksPage(part) {
  const load = repeated(part, async () => {
    const { chores } = await admin('GET', 'chores', part.signal);
    fill(part.body, h('div', { class: 'settings' }, chores.map((/** @type {Task} */ task) => taskCard(task, () => load()))));
  });
}

/** @param {Task} task @param {() => Promise<void>} reload */
function taskCard(task, reload) {
  const what = task.running ? 'stop' : 'start';
  const go = () => change(() => admin('POST', `chores/${task.name}/${what}`), task.running ? `${task.name} is told to stop.` : `${task.name} has begun.`, reload);
  const figures = Object.entries(task.figures).filter(([name]) => !name.endsWith('.expected'));
  return h(
    'section',
    { class: 'card stack' },
    h(
      'div',
      { class: 'card-head' },
      h('div', {}, h('h2', {}, task.name, ' ', h('span', { class: task.running ? 'badge good' : 'badge' }, task.state)), h('p', { class: 'muted' }, ABOUT[/** @type {keyof typeof ABOUT} */ (task.name)] ?? '')),
      h('button', { type: 'button', 'aria-label': `${task.running ? 'Stop' : 'Start'} ${task.name}`, onclick: go }, task.running ? 'Stop' : 'Start now'),
    ),
    task.running && progress(task.figures),
    h('dl', {}, times(task), figures.map(([name, value]) => [h('dt', {}, name.replaceAll('.', ' ')), h('dd', {}, shown(name, value, task.figures))])),
    task.problems.length > 0 && h('div', {}, h('h3', {}, 'Problems, the latest'), h('ul', { class: 'names' }, task.problems.map((it) => h('li', {}, it)))),
  );
}

/** @param {Task} task */
function times({ began, finished, running }) {
  const known = [
    [running ? 'running since' : 'last begun', began],
    ['last finished', finished],
  ];
  return known.filter(([, at]) => at).map(([name, at]) => [h('dt', {}, name), h('dd', {}, time(/** @type {string} */ (at)))]);
}

/** @param {string} name @param {number} value @param {Object<string, number>} figures */
function shown(name, value, figures) {
  const words = (/** @type {number} */ it) => (name.split('.').includes('bytes') ? size(it) : number(it));
  const expected = figures[`${name}.expected`];
  return expected > 0 ? `${words(value)} of about ${words(expected)}` : words(value);
}

/** @param {Object<string, number>} figures */
function progress(figures) {
  const of = ['bytes', 'objects'].find((it) => figures[`${it}.expected`] > 0);
  return of && h('progress', { max: figures[`${of}.expected`], value: Math.min(figures[of], figures[`${of}.expected`]), 'aria-label': 'Progress' });
}
