import { openDialog, workForm } from './dialog.js';
import { errorBox, isCancelled } from './errors.js';
import { fill, h, notify } from './dom.js';
import { s3 } from './session.js';
import { tagRows } from './tag-rows.js';
import { all, at, text } from './xml.js';

/** The tags of an object, which can be edited. @param {string} bucket @param {string} key @param {string|undefined} version @param {AbortSignal} signal */
export function objectTags(bucket, key, version, signal) {
  const box = h('div', { class: 'stack' }, h('p', { class: 'muted' }, 'Loading…'));
  const query = { tagging: '', versionId: version };
  const load = async () => {
    try {
      const root = await s3().document('GET', { bucket, key, query, signal });
      const pairs = all(at(root, 'TagSet'), 'Tag').map((it) => [text(it, 'Key'), text(it, 'Value')]);
      fill(
        box,
        pairs.length > 0 ? h('dl', {}, pairs.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value || '(empty)')])) : h('p', { class: 'muted' }, 'None.'),
        h('div', {}, h('button', { type: 'button', class: 'small', onclick: () => edit(root) }, 'Edit tags')),
      );
    } catch (error) {
      if (!isCancelled(error)) fill(box, errorBox(error));
    }
  };

  /** @param {Element} root */
  function edit(root) {
    const { rows, add, document } = tagRows(root);
    openDialog('Tags', (_, close) =>
      workForm({
        content: [rows, h('div', {}, add)],
        action: 'Save tags',
        close,
        async work(until) {
          await (document() ? s3().put({ bucket, key, query, body: document(), signal: until }) : s3().send('DELETE', { bucket, key, query, signal: until }));
          notify('The tags are saved.');
          await load();
        },
      }),
    );
  }

  load();
  return box;
}
