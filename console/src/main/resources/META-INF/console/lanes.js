/** So many requests of one piece of work run at a time. */
const AT_A_TIME = 4;

/** Works on all of them, a few at a time. Ends with the first error, and begins nothing after it. @template T @param {T[]} list @param {(it: T) => Promise<any>} work */
export async function inLanes(list, work) {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < list.length && !failed) {
      await work(list[next++]).catch((error) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
}
