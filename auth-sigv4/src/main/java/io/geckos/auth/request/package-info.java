/**
 * What signatures say of a request, in the spellings that are signed: headers, query, time, scope and the hash of the
 * body. It uses no other package of this module. Begin with {@link io.geckos.auth.request.CanonicalQuery}.
 */
@NullMarked
package io.geckos.auth.request;

import org.jspecify.annotations.NullMarked;
