import { change } from './change.js';
import { openDialog, workForm } from './dialog.js';
import { field, fill, h, notify } from './dom.js';
import { time } from './format.js';
import { s3 } from './session.js';
import { element } from './xml.js';

/** How long a new protection lasts unless somebody chooses another day, in milliseconds. */
const MONTH = 30 * 86400 * 1000;

/**
 * What protects a version against deletion, which can be changed. Empty where the bucket has no object lock.
 *
 * @param {{bucket: string, key: string, version: string|undefined, headers: Headers, signal: AbortSignal, onchange: () => any}} of
 */
export function objectProtection(of) {
  const { bucket, key, headers, signal, onchange } = of;
  const version = of.version ?? headers.get('x-amz-version-id') ?? undefined;
  const until = headers.get('x-amz-object-lock-retain-until-date') ?? '';
  const mode = headers.get('x-amz-object-lock-mode') ?? '';
  const held = headers.get('x-amz-object-lock-legal-hold') === 'ON';
  const box = h('div', { class: 'stack' });
  const put = (/** @type {string} */ what, /** @type {any} */ document, /** @type {Object<string, string>} */ more = {}) => s3().put({ bucket, key, query: { [what]: '', versionId: version }, body: `${document}`, headers: more });
  const hold = () => change(() => put('legal-hold', element('LegalHold', element('Status', held ? 'OFF' : 'ON'))), held ? 'The hold is ended.' : 'The version is held.', async () => onchange());

  function protect() {
    const day = /** @type {HTMLInputElement} */ (h('input', { type: 'date', required: true, value: new Date(until ? new Date(until) : Date.now() + MONTH).toISOString().slice(0, 10) }));
    const modes = /** @type {HTMLSelectElement} */ (h('select', {}, ['GOVERNANCE', 'COMPLIANCE'].map((it) => h('option', { value: it, selected: it === mode }, it.toLowerCase()))));
    openDialog('Protect this version', (_, close) =>
      workForm({
        content: [field('Until the end of (UTC)', day), field('Mode', modes, 'Governance: users with s3:BypassGovernanceRetention can end it. Compliance: nobody can, not even root.')],
        action: 'Protect',
        close,
        async work() {
          await put('retention', element('Retention', element('Mode', modes.value), element('RetainUntilDate', `${day.value}T23:59:59Z`)), { 'x-amz-bypass-governance-retention': 'true' });
          notify('The version is protected.');
          onchange();
        },
      }),
    );
  }

  s3()
    .documentUnless('ObjectLockConfigurationNotFoundError', { bucket, query: { 'object-lock': '' }, signal })
    .then((lock) => {
      if (!lock) return;
      fill(
        box,
        h('h3', {}, 'Protection'),
        h('p', { class: 'state' }, h('span', { class: until || held ? 'badge good' : 'badge' }, until || held ? 'protected' : 'not protected'), until && `Until ${time(until)} (${mode.toLowerCase()}).`, held && 'Held until somebody ends it.', !until && !held && 'It can be deleted for good.'),
        h('div', { class: 'panel-actions' }, h('button', { type: 'button', class: 'small', onclick: protect }, until ? 'Change the protection' : 'Protect'), h('button', { type: 'button', class: 'small', onclick: hold }, held ? 'End the hold' : 'Hold')),
      );
    })
    .catch(() => {});
  return box;
}
