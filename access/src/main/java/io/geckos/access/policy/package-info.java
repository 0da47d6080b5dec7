/**
 * Policy documents as immutable statements, and their parser. It may use {@code text} and {@code condition}. Begin with
 * {@link io.geckos.access.policy.PolicyParser}.
 */
@NullMarked
package io.geckos.access.policy;

import org.jspecify.annotations.NullMarked;
