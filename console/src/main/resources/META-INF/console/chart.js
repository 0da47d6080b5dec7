import { fill, h } from './dom.js';

/**
 * Charts of figures over time, drawn as SVG. They have their figures as text too: see {@link figuresTable}.
 *
 * @typedef {{name: string, look: 'calm'|'warn'|'bad'|'faint', values: (number|null)[]}} Series null where there is no figure
 * @typedef {{title: string, hint: string, kind: 'bars'|'lines', series: Series[], times: Date[], seconds: number, slots: number,
 *     bytes?: boolean, words?: Intl.DateTimeFormat, format: (value: number) => string}} Figures `words` says a time, `slots` is how many intervals of so many `seconds` the width has; those before the
 *     first time stay empty
 */

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 150;
const LEFT = 70;
const BOTTOM = 22;
const TOP = 8;
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** @param {string} name @param {Object<string, string|number>} attributes @param {...(Node|string)} children @returns {SVGElement} */
function s(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A chart as wide as the place it gets. @param {Figures} of */
export function chart(of) {
  const box = h('div', { class: 'plot' });
  new ResizeObserver(([entry]) => fill(box, draw(of, Math.max(200, Math.floor(entry.contentRect.width))))).observe(box);
  return h(
    'figure',
    { class: 'chart' },
    h('figcaption', {}, h('h3', {}, of.title), h('span', { class: 'muted' }, of.hint), of.series.length > 1 && h('ul', { class: 'legend' }, of.series.map(({ name, look }) => h('li', { class: look }, name)))),
    box,
  );
}

/** @param {Figures} of @param {number} width */
function draw(of, width) {
  const { kind, series, times, slots, format } = of;
  const sums = times.map((_, i) => series.reduce((sum, it) => sum + (it.values[i] ?? 0), 0));
  const singles = series.flatMap((it) => it.values).map((it) => it ?? 0);
  const most = Math.max(0, ...(kind === 'bars' ? sums : singles));
  const unit = of.bytes && most > 1024 ? 1024 ** Math.floor(Math.log2(most) / 10) : 1;
  const top = roundUp(most / unit) * unit;
  const step = (width - LEFT) / slots;
  const x = (/** @type {number} */ i) => LEFT + (slots - times.length + i) * step;
  const y = (/** @type {number} */ value) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const grid = [0, top / 2, top].map((value) => s('g', {}, s('line', { class: 'grid', x1: LEFT, x2: width, y1: y(value), y2: y(value) }), s('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, format(value))));
  const marks = kind === 'bars' ? bars(series, x, y, step) : series.map((it) => line(it, (i) => x(i) + step / 2, y));
  const last = times[times.length - 1];
  const label = `${of.title} ${of.hint}: at most ${format(most)}. The figures are in the table below.`;
  const drawn = s('svg', { class: 'chart-svg', width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': label }, ...grid, ...marks.flat());
  if (last) drawn.append(...clocks(of, width, step), ...hovers(of, x, step));
  return drawn;
}

/** @param {Series[]} series @param {(i: number) => number} x @param {(value: number) => number} y @param {number} step */
function bars(series, x, y, step) {
  const base = series[0].values.map(() => 0);
  // Narrow bars with gaps would flicker.
  const gap = step > 4 ? step * 0.12 : 0;
  const edges = gap > 0 ? 'auto' : 'crispEdges';
  return series.map((it) =>
    it.values.map((value, i) => {
      const from = base[i];
      base[i] += value ?? 0;
      return s('rect', { class: it.look, 'shape-rendering': edges, x: x(i) + gap, width: gap > 0 ? step - 2 * gap : step + 0.4, y: y(base[i]), height: Math.max(0, y(from) - y(base[i])) });
    }),
  );
}

/** @param {Series} of @param {(i: number) => number} x @param {(value: number) => number} y */
function line(of, x, y) {
  let path = '';
  of.values.forEach((value, i) => {
    if (value === null) return;
    const begins = i === 0 || of.values[i - 1] === null;
    const alone = begins && (of.values[i + 1] ?? null) === null;
    path += `${begins ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}${alone ? 'm-2.5 0h5' : ''}`;
  });
  return s('path', { class: `line ${of.look}`, d: path });
}

/** The times below. @param {Figures} of @param {number} width @param {number} step */
function clocks({ times, seconds, slots, words = CLOCK }, width, step) {
  const last = times[times.length - 1].getTime();
  const count = width > 480 ? 4 : 2;
  const wanted = Array.from({ length: count + 1 }, (_, i) => Math.round((i * (slots - 1)) / count));
  return wanted.map((slot) => {
    const anchor = slot === 0 ? 'start' : slot === slots - 1 ? 'end' : 'middle';
    const at = slot === 0 ? LEFT : slot === slots - 1 ? width : LEFT + (slot + 0.5) * step;
    return s('text', { x: at, y: HEIGHT - 6, 'text-anchor': anchor }, words.format(new Date(last - (slots - 1 - slot) * seconds * 1000)));
  });
}

/** What a pointer is told. @param {Figures} of @param {(i: number) => number} x @param {number} step */
function hovers({ times, series, format, words = CLOCK }, x, step) {
  return times.map((time, i) => {
    const figures = series.map((it) => `${it.name} ${it.values[i] === null ? 'none' : format(it.values[i] ?? 0)}`).join(', ');
    return s('rect', { class: 'hover', x: x(i), width: step, y: TOP, height: HEIGHT - TOP - BOTTOM }, s('title', {}, `${words.format(time)}: ${figures}`));
  });
}

/** The next round number, so that half of it is round too. @param {number} value */
function roundUp(value) {
  if (value <= 0) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  const top = ([1, 2, 4, 6, 10].find((it) => it * power >= value) ?? 10) * power;
  return Number.isInteger(value) ? Math.max(2, top) : top;
}

/**
 * The figures of charts as a table.
 *
 * @param {Date[]} times @param {Series[]} series @param {((value: number) => string)[]} formats of each of the series @param {Intl.DateTimeFormat} [words] says a time
 */
export function figuresTable(times, series, formats, words = CLOCK) {
  const rows = times.map((time, i) => ({ time, i })).filter(({ i }) => series.some((it) => it.values[i])).reverse();
  return h(
    'details',
    {},
    h('summary', {}, 'The figures as a table'),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Figures' },
      h(
        'table',
        { class: 'list figures' },
        h('thead', {}, h('tr', {}, h('th', {}, 'From'), series.map(({ name }) => h('th', { class: 'size' }, name)))),
        h('tbody', {}, rows.length === 0 ? h('tr', {}, h('td', { colspan: series.length + 1 }, 'There are none.')) : rows.map(({ time, i }) => h('tr', {}, h('td', {}, words.format(time)), series.map((it, k) => h('td', { class: 'size' }, it.values[i] === null ? '' : formats[k](it.values[i] ?? 0)))))),
      ),
    ),
  );
}
