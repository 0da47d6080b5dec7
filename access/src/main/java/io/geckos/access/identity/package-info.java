/**
 * Users, groups, roles and managed policies as immutable values: what each is made of, its ARN, and copies with changes. It may
 * use no other package of this module. Begin with {@link io.geckos.access.identity.PolicyOwner}.
 */
@NullMarked
package io.geckos.access.identity;

import org.jspecify.annotations.NullMarked;
