import { change } from './change.js';
import { field, fill, h } from './dom.js';
import { s3 } from './session.js';
import { all, element, text } from './xml.js';

const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];

/** One rule for some origins; rules of other shapes are shown, and replaced only if somebody saves. @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function corsSetting({ bucket, signal }, body) {
  const reload = () => corsSetting({ bucket, signal }, body);
  const root = await s3().documentUnless('NoSuchCORSConfiguration', { bucket, query: { cors: '' }, signal });
  const rules = all(root, 'CORSRule');
  const values = (/** @type {string} */ name) => [...new Set(rules.flatMap((rule) => all(rule, name)).map((it) => it.textContent ?? ''))];
  const given = values('AllowedMethod');
  const origins = /** @type {HTMLTextAreaElement} */ (h('textarea', { rows: 3, spellcheck: 'false', class: 'mono', placeholder: 'https://www.example.com', value: values('AllowedOrigin').join('\n') }));
  const writes = /** @type {HTMLInputElement} */ (h('input', { type: 'checkbox', id: 'cors-writes', checked: given.includes('PUT') || given.includes('DELETE') }));

  function save() {
    const list = origins.value.split(/\s+/).filter(Boolean);
    const methods = writes.checked ? METHODS : METHODS.slice(0, 2);
    const rule = element('CORSRule', list.map((it) => element('AllowedOrigin', it)), methods.map((it) => element('AllowedMethod', it)), element('AllowedHeader', '*'), element('ExposeHeader', 'ETag'), element('MaxAgeSeconds', 3600));
    const document = `${element('CORSConfiguration', rule)}`;
    return change(() => (list.length > 0 ? s3().put({ bucket, query: { cors: '' }, body: document }) : s3().send('DELETE', { bucket, query: { cors: '' } })), 'The origins are saved.', reload);
  }

  fill(
    body,
    rules.length > 1 && h('p', { class: 'fault' }, `There are ${rules.length} rules, made by another client. Saving here makes one of them.`),
    field('Origins', origins, 'One a line, each with at most one *. Empty allows none.'),
    h('div', { class: 'tick slim' }, writes, h('label', { for: 'cors-writes' }, 'They may also write and delete')),
    h('div', { class: 'actions' }, h('button', { type: 'button', class: 'primary', onclick: save }, 'Save origins')),
  );
}
