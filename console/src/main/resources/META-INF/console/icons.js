import { h } from './dom.js';

/** Small pictures, drawn with lines in the colour of the text beside them. */

const PATHS = {
  bucket: 'M4 6h16l-2 14H6L4 6Zm0 0c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3Z',
  folder: 'M3 6.5A1.5 1.5 0 0 1 4.5 5h4.6l2 2.5h8.4A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V6.5Z',
  newFolder: 'M3 6.5A1.5 1.5 0 0 1 4.5 5h4.6l2 2.5h8.4A1.5 1.5 0 0 1 21 9v9a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 18V6.5ZM12 11v5.5m-2.75-2.75h5.5',
  file: 'M6 3.5h8l4.5 4.5v12.5H6v-17Zm8 0V8h4.5',
  gone: 'M6 3.5h8l4.5 4.5v12.5H6v-17ZM9.5 11l5 5m0-5-5 5',
  plus: 'M12 5v14M5 12h14',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7m-8 0 1 13h9l1-13M10 10.5v6m4-6v6',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15',
  upload: 'M12 15.5v-11M7.5 9 12 4.5 16.5 9m-12 10.5h15',
  share: 'M9.5 14.5l5-5M8 11l-2.6 2.6a3.5 3.5 0 0 0 5 5L13 16m-2-8 2.6-2.6a3.5 3.5 0 0 1 5 5L16 13',
  settings: 'M4 7h7.5m5 0H20M4 17h3.5m5 0H20M16.5 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm-4 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z',
  close: 'M6 6l12 12M18 6 6 18',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4.5V9H15',
  restore: 'M4.5 12a7.5 7.5 0 1 0 2.3-5.4L4.5 9M4.5 4.5V9H9M12 8v4.5l3 2',
  tag: 'M4 4.5h8l8 8-7.5 7.5-8-8v-8.5ZM8.2 8.2v.1',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8.5c.8-3.7 4-5.5 8-5.5s7.2 1.8 8 5.5',
  leave: 'M14 4.5H5.5v15H14M10 12h10m-3.5-3.5L20 12l-3.5 3.5',
  lock: 'M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3',
  copy: 'M9 9h10.5v10.5H9V9Zm-4.5 6V4.5H15',
  pause: 'M9 5.5v13m6-13v13',
  warning: 'M12 4 2.8 19.5h18.4L12 4Zm0 6v4.5m0 2.6v.1',
};

const SVG = 'http://www.w3.org/2000/svg';

/** @param {keyof typeof PATHS} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon ${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/**
 * A button that is only a picture. Its label is read aloud, and shown to who points at it.
 *
 * @param {keyof typeof PATHS} name @param {string} label @param {() => any} onclick
 */
export const iconButton = (name, label, onclick) => h('button', { type: 'button', class: 'icon-only', 'aria-label': label, title: label, onclick }, icon(name));
