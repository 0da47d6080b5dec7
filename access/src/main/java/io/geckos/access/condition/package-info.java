/**
 * Conditions of statements: their operators and keys, and the values that requests give them. It may use {@code text}.
 * Begin with {@link io.geckos.access.condition.Condition}.
 */
@NullMarked
package io.geckos.access.condition;

import org.jspecify.annotations.NullMarked;
