import { h } from './dom.js';
import { icon } from './icons.js';

/** What to do about an error of S3, by its code. */
const REMEDIES = {
  AccessDenied: 'Ask who manages the users of this server for a policy that allows it.',
  InvalidAccessKeyId: 'Check it for missing or doubled characters.',
  InvalidClientTokenId: 'Check it for missing or doubled characters.',
  SignatureDoesNotMatch: 'Enter it again.',
  RequestTimeTooSkewed: 'Set the clock of this computer, and try again. Requests are signed with the time.',
  ExpiredToken: 'The session has ended. Sign out, and sign in with new temporary keys.',
  InvalidToken: 'The session token does not belong to these keys.',
  BucketAlreadyExists: 'Choose another name.',
  BucketAlreadyOwnedByYou: 'There is a bucket of this name already. Choose another name.',
  InvalidBucketName: 'Use 3 to 63 lowercase letters, digits, dots and hyphens, beginning and ending with a letter or digit.',
  NoSuchBucket: 'It was deleted meanwhile, or its name is misspelt.',
  NoSuchKey: 'It was deleted meanwhile. Load the list again.',
  NoSuchVersion: 'It was deleted meanwhile. Load the list again.',
  BucketNotEmpty: 'Delete its objects, versions and unfinished uploads first.',
  SlowDown: 'The server has as much to do as it can. Try again in a moment.',
  ServiceUnavailable: 'The server cannot do this at the moment. Try again; its log says why.',
  InternalError: 'The log of the server says more; look for the request id.',
  NotImplemented: 'This server does not offer this.',
  EntityTooLarge: 'Choose larger parts, or a smaller file.',
  EntityAlreadyExists: 'Choose another name.',
  NoSuchEntity: 'It was deleted meanwhile, or its name is misspelt.',
  LimitExceeded: 'Delete one first, or use a group.',
  InsufficientStorage: 'Free space on the disk of the server.',
};

/** What the server says of signatures, in words for people who do not compute them. */
const PLAIN = {
  InvalidAccessKeyId: 'The server knows no such access key.',
  InvalidClientTokenId: 'The server knows no such access key.',
  SignatureDoesNotMatch: 'The secret key does not belong to this access key.',
};

/** IAM names the permission that is missing, and S3 does not. @param {string} message */
function denialOf(message) {
  const [, action] = /not authorized to perform: (\S+)/.exec(message) ?? [];
  if (message === 'Access Denied') return 'Your policies do not allow this.';
  return action ? `Your policies do not allow ${action} here.` : message;
}

/** An error answer, or no answer at all. */
export class S3Error extends Error {
  /** @param {{code: string, message: string, status?: number, requestId?: string}} facts */
  constructor({ code, message, status = 0, requestId = '' }) {
    super(PLAIN[code] ?? (code === 'AccessDenied' ? denialOf(message) : message));
    this.code = code;
    this.status = status;
    this.requestId = requestId;
  }

  /** What the reader can do about it; may be empty. */
  get remedy() {
    return this.code === 'Unreachable' ? '' : REMEDIES[this.code] ?? '';
  }
}

/** @param {string} requestId */
const refusalAddress = (requestId) => `#/refusals/${encodeURIComponent(requestId)}`;

/** @param {string} requestId */
const requestLink = (requestId) => h('a', { href: refusalAddress(requestId) }, requestId);

/** @param {string} requestId of a request that lacked a permission; may be empty */
export const refusalLink = (requestId) => requestId && h('a', { href: refusalAddress(requestId) }, 'Why was this refused?');

/** Shows an error with its code, request id, and what to do. @param {unknown} error @param {() => void} [again] */
export function errorBox(error, again) {
  const known = error instanceof S3Error ? error : null;
  const about = known && [known.code, known.status > 0 && `HTTP ${known.status}`].filter(Boolean).join(' · ');
  return h(
    'div',
    { class: 'error', role: 'alert' },
    icon('warning'),
    h(
      'div',
      {},
      h('p', { class: 'what' }, error instanceof Error ? error.message : String(error)),
      known?.remedy && h('p', {}, known.remedy),
      about && h('p', { class: 'about' }, about, known?.requestId && [' · request ', requestLink(known.requestId)]),
      known?.code === 'AccessDenied' && known.requestId && h('p', {}, refusalLink(known.requestId)),
      again && h('button', { type: 'button', class: 'small', onclick: again }, 'Try again'),
    ),
  );
}

/** Whether somebody cancelled. @param {unknown} error */
export const isCancelled = (error) => error instanceof DOMException && error.name === 'AbortError';

/** One line about an error. @param {unknown} error */
export const shortly = (error) =>
  error instanceof S3Error ? `${error.message} (${error.code})` : error instanceof Error ? error.message : String(error);

/** One line about an error, with a link to its reason. @param {unknown} error */
export const shortlyWithReason = (error) => [shortly(error), error instanceof S3Error && error.code === 'AccessDenied' && [' ', refusalLink(error.requestId)]];
