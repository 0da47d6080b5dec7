/**
 * The parts of a request that a signature covers, in the form in which they are signed: headers, query, time, scope and
 * the hash of the body. It uses no other package of this module. Begin with
 * {@link io.geckos.auth.request.CanonicalQuery}.
 */
@NullMarked
package io.geckos.auth.request;

import org.jspecify.annotations.NullMarked;
