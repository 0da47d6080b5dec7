import { change } from './change.js';
import { openDialog, workForm } from './dialog.js';
import { field, h, notify } from './dom.js';
import { counted } from './format.js';
import { s3 } from './session.js';
import { element, text } from './xml.js';

/** How long new versions of a bucket with object lock are protected. @param {Element} lock @param {string} bucket @param {() => Promise<void>} reload */
export function retentionSetting(lock, bucket, reload) {
  const of = (/** @type {string} */ name) => text(lock, 'Rule', 'DefaultRetention', name);
  const term = of('Days') ? counted(Number(of('Days')), 'day') : of('Years') && counted(Number(of('Years')), 'year');
  const remove = () => change(() => put(bucket, ''), 'New versions are not protected by themselves any more.', reload);
  return [
    h('p', { class: 'state' }, h('span', { class: 'badge good' }, 'object lock'), term ? `New versions are protected for ${term} (${of('Mode').toLowerCase()}).` : 'Versions can be protected one by one.'),
    h('div', { class: 'inline flat' }, h('button', { type: 'button', onclick: () => ask(bucket, of, reload) }, term ? 'Change the protection' : 'Protect new versions'), term && h('button', { type: 'button', onclick: remove }, 'Stop protecting new versions')),
  ];
}

/** @param {string} bucket @param {string|import('./xml.js').Written} rule */
const put = (bucket, rule) => s3().put({ bucket, query: { 'object-lock': '' }, body: `${element('ObjectLockConfiguration', element('ObjectLockEnabled', 'Enabled'), rule)}` });

/** @param {string} bucket @param {(name: string) => string} of @param {() => Promise<void>} reload */
function ask(bucket, of, reload) {
  const mode = /** @type {HTMLSelectElement} */ (h('select', {}, ['GOVERNANCE', 'COMPLIANCE'].map((it) => h('option', { value: it, selected: it === of('Mode') }, it.toLowerCase()))));
  const count = /** @type {HTMLInputElement} */ (h('input', { type: 'number', min: 1, max: 36500, required: true, value: of('Days') || of('Years') || 30 }));
  const unit = /** @type {HTMLSelectElement} */ (h('select', { 'aria-label': 'Unit' }, ['Days', 'Years'].map((it) => h('option', { value: it, selected: Boolean(of(it)) }, it.toLowerCase()))));
  openDialog('Protect new versions', (_, close) =>
    workForm({
      content: [
        h('div', { class: 'row end' }, field('For', count), unit),
        field('Mode', mode, 'Governance: users with s3:BypassGovernanceRetention can end it. Compliance: nobody can, not even root.'),
      ],
      action: 'Protect',
      close,
      async work() {
        await put(bucket, element('Rule', element('DefaultRetention', element('Mode', mode.value), element(unit.value, count.value))));
        notify('New versions are protected now.');
        await reload();
      },
    }),
  );
}
