import { S3Error, isCancelled } from './errors.js';
import { base64, hex, sha256 } from './sha256.js';
import { UNSIGNED, encode, queryText, signedHeaders, signedQuery } from './sigv4.js';
import { parse, text } from './xml.js';

/**
 * A client of S3 and IAM, which signs each request in the browser.
 *
 * @typedef {import('./sigv4.js').Keys} Keys
 * @typedef {{bucket?: string, key?: string, query?: Object<string, string|number|undefined>, headers?: Object<string, string>,
 *     body?: string|Blob, signal?: AbortSignal, service?: string}} Options
 */
export class S3Client {
  /** @param {{endpoint: string, region: string, keys: Keys|null}} settings without keys nothing is signed */
  constructor({ endpoint, region, keys }) {
    this.endpoint = endpoint;
    this.region = region;
    this.keys = keys;
  }

  /**
   * The parts of a request, signed.
   *
   * @param {string} method @param {Options} options
   * @returns {{url: string, headers: Object<string, string>}}
   */
  prepare(method, { bucket, key, query = {}, headers = {}, body, service = 's3' }) {
    const path = pathOf(bucket, key);
    const pairs = pairsOf(query);
    // A file is not read twice, once to sign it and once to send it.
    const payload = body instanceof Blob ? UNSIGNED : hex(sha256(body ?? ''));
    const typed = typeof body === 'string' ? { 'content-type': 'application/xml', ...headers } : headers;
    const request = { method, host: new URL(this.endpoint).host, path, query: pairs, headers: typed };
    const search = queryText(pairs);
    return {
      url: `${this.endpoint}${path}${search ? `?${search}` : ''}`,
      headers: this.keys ? signedHeaders(request, payload, this.signer(service)) : typed,
    };
  }

  /**
   * The headers by which a request without a body is signed for another service; none without keys.
   *
   * @param {string} method @param {string} host @param {string} target its path and query, percent-encoded @param {string} service
   * @returns {Object<string, string>}
   */
  headersFor(method, host, target, service) {
    const { pathname, searchParams } = new URL(target, 'http://localhost');
    const path = pathname.split('/').map((it) => encode(decodeURIComponent(it))).join('/');
    return this.keys ? signedHeaders({ method, host, path, query: [...searchParams], headers: {} }, hex(sha256('')), this.signer(service)) : {};
  }

  /** @param {string} service */
  signer(service) {
    return { keys: /** @type {Keys} */ (this.keys), region: this.region, service, now: new Date() };
  }

  /**
   * Sends a request and answers what came, which is no error.
   *
   * @param {string} method @param {Options} [options]
   * @returns {Promise<Response>}
   * @throws {S3Error}
   */
  async send(method, options = {}) {
    const { url, headers } = this.prepare(method, options);
    let response;
    try {
      // With other modes a browser may send Cache-Control, which of a write would be kept with the object.
      const cache = method === 'GET' || method === 'HEAD' ? 'no-store' : 'force-cache';
      response = await fetch(url, { method, headers, body: options.body, signal: options.signal, cache });
    } catch (error) {
      throw isCancelled(error) ? error : unreachable(this.endpoint);
    }
    if (!response.ok) throw errorOf(response.status, response.headers, method === 'HEAD' ? '' : await response.text());
    return response;
  }

  /** Sends a request whose answer is a document. @param {string} method @param {Options} [options] @returns {Promise<Element>} */
  async document(method, options = {}) {
    const response = await this.send(method, options);
    const root = parse(await response.text());
    // A slow operation begins to answer 200 before it knows better.
    if (root?.localName === 'Error') throw errorFrom(root, response.status);
    if (!root) throw new S3Error({ code: 'NoDocument', message: 'The server gave an answer that is not one of S3.', status: response.status });
    return root;
  }

  /** Like {@link document}; null where the server says that there is none, by this code. @param {string} code @param {Options} options */
  async documentUnless(code, options) {
    try {
      return await this.document('GET', options);
    } catch (error) {
      if (error instanceof S3Error && error.code === code) return null;
      throw error;
    }
  }

  /** Puts a document, with the hash that operations on many objects and on settings want. @param {Options & {body: string}} options */
  async put(options) {
    return this.send('PUT', { ...options, headers: { ...options.headers, 'x-amz-checksum-sha256': base64(sha256(options.body)) } });
  }

  /** Asks IAM or STS. @param {string} service @param {string} action @param {Object<string, string>} [parameters] @param {AbortSignal} [signal] */
  async query(service, action, parameters = {}, signal) {
    const version = service === 'iam' ? '2010-05-08' : '2011-06-15';
    const body = queryText(pairsOf({ Action: action, Version: version, ...parameters }));
    return this.document('POST', { service, body, signal, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  }

  /**
   * A URL by which anybody may read an object for some time.
   *
   * @param {string} bucket @param {string} key @param {number} seconds @param {Object<string, string|undefined>} [query]
   */
  link(bucket, key, seconds, query = {}) {
    const path = pathOf(bucket, key);
    const request = { method: 'GET', host: new URL(this.endpoint).host, path, query: pairsOf(query), headers: {} };
    const search = this.keys ? signedQuery(request, seconds, this.signer('s3')) : queryText(request.query);
    return `${this.endpoint}${path}${search ? `?${search}` : ''}`;
  }
}

/**
 * The path of a request. A browser removes the segments `.` and `..` even if their dots are encoded, so the slashes of such a key are
 * encoded instead.
 *
 * @param {string} [bucket] @param {string} [key]
 */
function pathOf(bucket, key) {
  if (!bucket) return '/';
  // It may come from an address that somebody else wrote.
  if (!key) return `/${encode(bucket)}`;
  const segments = key.split('/').map(encode);
  const dots = segments.some((segment) => segment === '.' || segment === '..');
  return `/${encode(bucket)}/${segments.join(dots ? '%2F' : '/')}`;
}

/** @param {Object<string, string|number|undefined>} query @returns {[string, string][]} */
const pairsOf = (query) =>
  Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, String(value)]);

/** @param {string} endpoint */
export function unreachable(endpoint) {
  const tls = endpoint.startsWith('https:') ? ', and that this browser trusts its certificate (open that address once to see)' : '';
  return new S3Error({ code: 'Unreachable', message: `There is no answer from ${endpoint}. Check that the server runs there${tls}.` });
}

/** @param {number} status @param {Headers|{get: (name: string) => string|null}} headers @param {string} body @returns {S3Error} */
export function errorOf(status, headers, body) {
  const root = body ? parse(body) : null;
  if (root) return errorFrom(root, status);
  const code = status === 403 ? 'AccessDenied' : status === 404 ? 'NotFound' : `HTTP${status}`;
  const requestId = headers.get('x-amz-request-id') ?? '';
  return new S3Error({ code, message: `The server refused with status ${status}.`, status, requestId });
}

/** @param {Element} root an error of S3, or of IAM @param {number} status */
function errorFrom(root, status) {
  const inner = root.localName === 'ErrorResponse' ? Array.from(root.children).find((it) => it.localName === 'Error') ?? root : root;
  const code = text(inner, 'Code') || 'Unknown';
  const requestId = text(root, 'RequestId') || text(inner, 'RequestId');
  const skew = code === 'RequestTimeTooSkewed' ? skewOf(text(inner, 'ServerTime')) : '';
  return new S3Error({ code, message: skew || text(inner, 'Message') || code, status, requestId });
}

/** @param {string} serverTime */
function skewOf(serverTime) {
  const minutes = Math.round((Date.now() - new Date(serverTime).getTime()) / 60000);
  if (Number.isNaN(minutes)) return '';
  return `The clock of this computer is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead of' : 'behind'} that of the server.`;
}
