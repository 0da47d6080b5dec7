/**
 * Users, groups, roles and their policies: the rules by which they change, and the document in which they are kept. It is one
 * package, though a large one, so that nothing outside it reaches the parts of that document and the secrets in them. It may use
 * {@code text} and {@code policy}. Begin with {@link io.geckos.access.identity.UserStore}.
 */
@NullMarked
package io.geckos.access.identity;

import org.jspecify.annotations.NullMarked;
