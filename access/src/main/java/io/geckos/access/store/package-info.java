/**
 * Keeps users, groups, roles, their policies and accounts: the document in which they are, the rules by which they change, and
 * the tokens of sessions. Secrets and the parts of the document do not leave this package. It may use {@code policy},
 * {@code text} and {@code identity}. Begin with {@link io.geckos.access.store.UserStore}.
 */
@NullMarked
package io.geckos.access.store;

import org.jspecify.annotations.NullMarked;
