import { s3 } from './session.js';
import { all, at, text } from './xml.js';

/** Operations of IAM and STS, signed in the browser like those of S3. */

/**
 * @param {string} action @param {Object<string, string>} [parameters] @param {AbortSignal} [signal]
 * @returns {Promise<Element>} what the answer has for its result
 */
export async function iam(action, parameters, signal) {
  const root = await s3().query('iam', action, parameters, signal);
  return at(root, `${action}Result`) ?? root;
}

/**
 * All members of a list, however many pages it has.
 *
 * @param {string} action @param {string} list the element with the members @param {Object<string, string>} [parameters] @param {AbortSignal} [signal]
 * @returns {Promise<Element[]>}
 */
export async function members(action, list, parameters = {}, signal) {
  /** @type {Element[]} */
  const found = [];
  for (let marker = ''; ; ) {
    const root = await iam(action, marker ? { ...parameters, Marker: marker } : parameters, signal);
    found.push(...all(at(root, list), 'member'));
    if (text(root, 'IsTruncated') !== 'true') return found;
    marker = text(root, 'Marker');
  }
}

/** The ARN of who is signed in. @param {AbortSignal} signal @returns {Promise<string>} */
export async function callerArn(signal) {
  return text(await s3().query('sts', 'GetCallerIdentity', {}, signal), 'GetCallerIdentityResult', 'Arn');
}

/** The name of the user of an ARN; empty if it is not one of a user. @param {string} arn */
export const userOf = (arn) => /:user\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1] ?? '';

/** Whether a policy comes with the server, and so cannot be changed. @param {string} arn */
export const isBuiltIn = (arn) => arn.startsWith('arn:aws:iam::aws:');
