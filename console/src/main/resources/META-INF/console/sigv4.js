import { hex, hmac, sha256 } from './sha256.js';

/**
 * Signature Version 4, in headers and in URLs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 * @typedef {{accessKey: string, secret: string, token?: string}} Keys
 * @typedef {{method: string, host: string, path: string, query: [string, string][], headers: Object<string, string>}} Request
 * @typedef {{keys: Keys, region: string, service: string, now: Date}} Signer
 */

export const UNSIGNED = 'UNSIGNED-PAYLOAD';
const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Percent-encodes all but the unreserved characters. @param {string} text */
export function encode(text) {
  // A key may have half a surrogate pair, of which no URL can be made.
  return encodeURIComponent(text.toWellFormed?.() ?? text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** @param {[string, string][]} query @returns {string} in the order in which it is signed */
export function queryText(query) {
  return query
    .map(([name, value]) => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

const stamp = (now) => `${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;

/** @param {Signer} by */
const scopeOf = (by) => `${stamp(by.now).slice(0, 8)}/${by.region}/${by.service}/aws4_request`;

/** @param {Request} request @param {string} payload @param {Signer} by */
function signature(request, payload, by) {
  const names = Object.keys(request.headers).sort();
  const canonical = [
    request.method,
    request.path,
    queryText(request.query),
    ...names.map((name) => `${name}:${request.headers[name].trim().replace(/ +/g, ' ')}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const text = [ALGORITHM, stamp(by.now), scopeOf(by), hex(sha256(canonical))].join('\n');
  const [date, region, service, end] = scopeOf(by).split('/');
  const key = [region, service, end].reduce((of, part) => hmac(of, part), hmac(`AWS4${by.keys.secret}`, date));
  return hex(hmac(key, text));
}

/**
 * Signs a request in its headers, of which all are signed.
 *
 * @param {Request} request headers in lower case
 * @param {string} payload the hash of the body, or UNSIGNED
 * @param {Signer} by
 * @returns {Object<string, string>} the headers to send
 */
export function signedHeaders(request, payload, by) {
  const headers = { ...request.headers, 'x-amz-date': stamp(by.now), 'x-amz-content-sha256': payload };
  if (by.keys.token) headers['x-amz-security-token'] = by.keys.token;
  const all = { ...headers, host: request.host };
  const names = Object.keys(all).sort().join(';');
  const value = signature({ ...request, headers: all }, payload, by);
  const credential = `${by.keys.accessKey}/${scopeOf(by)}`;
  return { ...headers, authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names}, Signature=${value}` };
}

/**
 * Signs a request in its URL, which then holds for some time.
 *
 * @param {Request} request
 * @param {number} seconds
 * @param {Signer} by
 * @returns {string} the query to send
 */
export function signedQuery(request, seconds, by) {
  /** @type {[string, string][]} */
  const query = [
    ...request.query,
    ['X-Amz-Algorithm', ALGORITHM],
    ['X-Amz-Credential', `${by.keys.accessKey}/${scopeOf(by)}`],
    ['X-Amz-Date', stamp(by.now)],
    ['X-Amz-Expires', String(seconds)],
    ['X-Amz-SignedHeaders', 'host'],
  ];
  if (by.keys.token) query.push(['X-Amz-Security-Token', by.keys.token]);
  const value = signature({ ...request, query, headers: { host: request.host } }, UNSIGNED, by);
  return `${queryText(query)}&X-Amz-Signature=${value}`;
}
