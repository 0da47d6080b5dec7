import { notify } from './dom.js';
import { isCancelled, shortlyWithReason } from './errors.js';

/** Does a change, tells of it, and shows what there is now. @param {() => Promise<any>} work @param {string} done @param {() => Promise<any>} reload */
export async function change(work, done, reload) {
  try {
    await work();
    notify(done);
    await reload();
  } catch (error) {
    if (!isCancelled(error)) notify(shortlyWithReason(error), 'bad');
  }
}
