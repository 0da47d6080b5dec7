import { S3Client } from './s3.js';

/**
 * Who is signed in. The keys are in memory, so that they are gone with the page; only if asked to they are kept for this tab, until it is
 * closed.
 *
 * @typedef {import('./sigv4.js').Keys} Keys
 */

const STORED = 'geckos3-keys';
const STORED_TOKEN = 'geckos3-admin-token';

/** @param {string} name */
const meta = (name) => document.querySelector(`meta[name="geckos3-${name}"]`)?.getAttribute('content') ?? '';

/** What the server says of itself. */
export const server = {
  endpoint: meta('s3'),
  region: meta('region') || 'us-east-1',
  version: meta('version'),
  signed: meta('signed') !== 'false',
};

/** @type {S3Client|null} */
let client = null;

/** The client of who is signed in. @returns {S3Client} */
export function s3() {
  if (!client) throw new Error('Nobody is signed in.');
  return client;
}

export const isSignedIn = () => client !== null;

/** The access key in use; empty if requests are not signed. */
export const accessKey = () => client?.keys?.accessKey ?? '';

let token = '';

/** The token of the admin API; empty if nobody has given it. */
export const adminToken = () => token;

/** Keeps the token as long as the keys. @param {string} given */
export function keepAdminToken(given) {
  token = given;
  if (sessionStorage.getItem(STORED)) sessionStorage.setItem(STORED_TOKEN, given);
}

/** @param {Keys|null} keys @returns {S3Client} a client with them, which is not in use yet */
export const clientOf = (keys) => new S3Client({ endpoint: server.endpoint, region: server.region, keys });

/** @param {S3Client} with_ @param {boolean} keep for as long as this tab is open */
export function signIn(with_, keep) {
  client = with_;
  if (keep && client.keys) sessionStorage.setItem(STORED, JSON.stringify(client.keys));
}

/** Signs in with the keys that this tab has. */
export function resume() {
  const stored = sessionStorage.getItem(STORED);
  if (!stored) return;
  client = clientOf(JSON.parse(stored));
  token = sessionStorage.getItem(STORED_TOKEN) ?? '';
}

const ended = new EventTarget();

/** Tells when somebody signs out. @param {() => void} listener */
export const onSignOut = (listener) => ended.addEventListener('end', listener);

export function signOut() {
  ended.dispatchEvent(new Event('end'));

  sessionStorage.removeItem(STORED);
  sessionStorage.removeItem(STORED_TOKEN);
  client = null;
  token = '';
}
