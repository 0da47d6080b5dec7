import { objectsBelow } from './delete-objects.js';
import { openDialog, workForm } from './dialog.js';
import { fill, h, nameText, notify, tick } from './dom.js';
import { counted, number } from './format.js';
import { inLanes } from './lanes.js';
import { s3 } from './session.js';
import { tagRows } from './tag-rows.js';
import { all, at, element, text } from './xml.js';

/**
 * Asks for tags, and adds them to objects, and to all below folders, with progress. Tags of other names stay, unless all are to be replaced.
 *
 * @param {string} bucket @param {import('./listing.js').Entry[]} entries @param {() => void} done
 */
export function tagObjects(bucket, entries, done) {
  const { rows, add, pairs } = tagRows(null);
  const replace = /** @type {HTMLInputElement} */ (h('input', {}));
  const progress = h('p', { class: 'muted', role: 'status' });

  async function work(/** @type {AbortSignal} */ signal) {
    const given = pairs();
    if (given.length === 0 && !replace.checked) throw new Error('Add at least one tag.');
    let tagged = 0;
    for await (const keys of keysOf(bucket, entries, signal)) {
      await inLanes(keys, async (key) => {
        await tagOne(bucket, key, given, replace.checked, signal);
        fill(progress, `${number(++tagged)} tagged so far…`);
      });
    }
    notify(`${counted(tagged, 'object')} tagged.`);
    done();
  }

  openDialog('Tag', (_, close) =>
    workForm({
      content: [h('p', {}, h('b', {}, entries.length === 1 ? nameText(entries[0].name || entries[0].key) : counted(entries.length, 'entry', 'entries')), ', folders with everything below.'), rows, h('div', {}, add), tick('Replace', replace, 'Removes the tags that objects have. Otherwise only those of the same name change.'), progress],
      action: 'Tag',
      work,
      close,
    }),
  );
  /** @type {HTMLElement} */ (add).click();
}

/** @param {string} bucket @param {import('./listing.js').Entry[]} entries @param {AbortSignal} signal @returns {AsyncGenerator<string[]>} */
async function* keysOf(bucket, entries, signal) {
  yield entries.filter((it) => !it.folder && !it.deleted).map((it) => it.key);
  for (const { key } of entries.filter((it) => it.folder)) {
    for await (const objects of objectsBelow(bucket, key, signal)) yield objects.map((it) => it.key);
  }
}

/** @param {string} bucket @param {string} key @param {[string, string][]} given @param {boolean} replace @param {AbortSignal} signal */
async function tagOne(bucket, key, given, replace, signal) {
  const query = { tagging: '' };
  const there = replace ? [] : all(at(await s3().document('GET', { bucket, key, query, signal }), 'TagSet'), 'Tag');
  const tags = new Map([...there.map((it) => [text(it, 'Key'), text(it, 'Value')]), ...given]);
  const set = element('TagSet', [...tags].map(([name, value]) => element('Tag', element('Key', name), element('Value', value))));
  await (tags.size > 0 ? s3().put({ bucket, key, query, body: `${element('Tagging', set)}`, signal }) : s3().send('DELETE', { bucket, key, query, signal }));
}
