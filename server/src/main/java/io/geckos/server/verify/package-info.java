/**
 * The command {@code geckos3 verify} and its output. It may use {@code config}. Begin with
 * {@link io.geckos.server.verify.VerifyCommand}.
 */
@NullMarked
package io.geckos.server.verify;

import org.jspecify.annotations.NullMarked;
