import { change } from './change.js';
import { fill, h } from './dom.js';
import { s3 } from './session.js';
import { tagRows } from './tag-rows.js';

/** @param {import('./bucket-settings.js').Setting} of @param {HTMLElement} body */
export async function tagSetting({ bucket, signal }, body) {
  const reload = () => tagSetting({ bucket, signal }, body);
  const { rows, add, document } = tagRows(await s3().documentUnless('NoSuchTagSet', { bucket, query: { tagging: '' }, signal }));
  const query = { tagging: '' };
  const save = () => change(() => (document() ? s3().put({ bucket, query, body: document() }) : s3().send('DELETE', { bucket, query })), 'The tags are saved.', reload);
  fill(body, rows, h('div', { class: 'actions' }, add, h('button', { type: 'button', class: 'primary', onclick: save }, 'Save tags')));
}
