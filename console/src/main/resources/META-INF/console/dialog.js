import { errorBox, isCancelled } from './errors.js';
import { fill, h, nameText } from './dom.js';
import { iconButton } from './icons.js';

/**
 * Opens a dialog; the browser keeps the focus in it, and Escape closes it.
 *
 * @param {string} title
 * @param {(dialog: HTMLDialogElement, close: () => void) => any} content makes what is in it
 * @param {{wide?: boolean, side?: boolean, onclose?: () => void}} [look] `side` shows it as a panel on the right
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, content, look = {}) {
  const dialog = /** @type {HTMLDialogElement} */ (h('dialog', { class: look.side ? 'panel' : look.wide ? 'wide' : '', 'aria-label': title }));
  const close = () => dialog.close();
  fill(
    dialog,
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', {}, nameText(title)),
      iconButton('close', 'Close', close),
    ),
    h('div', { class: 'dialog-body' }, content(dialog, close)),
  );
  dialog.addEventListener('close', () => {
    dialog.remove();
    look.onclose?.();
  });
  dialog.addEventListener('mousedown', (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A form in a dialog: does its work when it is sent, shows errors in it, and closes itself when all went well.
 *
 * @param {{content: any, action: string, danger?: boolean, work: (signal: AbortSignal, form: HTMLFormElement) => Promise<any>, close?: () => void}} of
 */
export function workForm({ content, action, danger, work, close }) {
  const errors = h('div', {});
  const abort = new AbortController();
  const go = h('button', { type: 'submit', class: danger ? 'danger' : 'primary' }, action);
  const form = /** @type {HTMLFormElement} */ (
    h('form', { class: 'stack', onsubmit }, content, errors, h('div', { class: 'actions' }, close && h('button', { type: 'button', onclick: cancel }, 'Cancel'), go))
  );

  function cancel() {
    abort.abort();
    close?.();
  }

  /** @param {SubmitEvent} event */
  async function onsubmit(event) {
    event.preventDefault();
    go.setAttribute('aria-busy', 'true');
    /** @type {HTMLButtonElement} */ (go).disabled = true;
    fill(errors);
    try {
      await work(abort.signal, form);
      close?.();
    } catch (error) {
      if (!isCancelled(error)) fill(errors, errorBox(error));
    } finally {
      go.removeAttribute('aria-busy');
      /** @type {HTMLButtonElement} */ (go).disabled = false;
    }
  }

  return form;
}

/**
 * Asks before something is done that cannot be undone.
 *
 * @param {{title: string, text: any, action: string, word?: string, work: (signal: AbortSignal) => Promise<any>}} of `word` has to be typed
 */
export function confirmDanger({ title, text, action, word, work }) {
  openDialog(title, (_, close) => {
    const typed = h('input', { type: 'text', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-label': `Type ${word} to confirm` });
    const asked = word && h('div', { class: 'field' }, h('span', { class: 'label' }, 'Type ', h('b', {}, word), ' to confirm'), typed);
    return workForm({
      content: [h('div', {}, text), asked],
      action,
      danger: true,
      close,
      async work(signal) {
        if (word && /** @type {HTMLInputElement} */ (typed).value !== word) throw new Error(`This is not ${word}.`);
        await work(signal);
      },
    });
  });
}
