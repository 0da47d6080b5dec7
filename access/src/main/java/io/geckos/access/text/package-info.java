/**
 * The texts that policies are made of: JSON, patterns with wildcards, and ranges of addresses. It uses no other package of
 * this module. Begin with {@link io.geckos.access.text.WildcardPattern}.
 */
@NullMarked
package io.geckos.access.text;

import org.jspecify.annotations.NullMarked;
