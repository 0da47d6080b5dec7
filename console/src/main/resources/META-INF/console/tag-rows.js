import { pairRows } from './pair-rows.js';
import { all, at, element, text } from './xml.js';

/**
 * Tags as rows of two fields.
 *
 * @param {Element|null} root the document with them; null if there are none
 * @returns {import('./pair-rows.js').PairRows & {document: () => string}} also the document that they make, which is empty without tags
 */
export function tagRows(root) {
  const tags = all(at(root, 'TagSet'), 'Tag').map((tag) => /** @type {[string, string]} */ ([text(tag, 'Key'), text(tag, 'Value')]));
  const rows = pairRows(tags, { one: 'tag', name: 128, value: 256 });

  function document() {
    const pairs = rows.pairs();
    return pairs.length > 0 ? `${element('Tagging', element('TagSet', pairs.map(([key, value]) => element('Tag', element('Key', key), element('Value', value)))))}` : '';
  }

  return { ...rows, document };
}
