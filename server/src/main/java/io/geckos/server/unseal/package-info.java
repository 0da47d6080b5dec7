/**
 * The command that decrypts the file of an object without a server. It may use {@code config} and {@code settings}. Begin with
 * {@link io.geckos.server.unseal.UnsealCommand}.
 */
@NullMarked
package io.geckos.server.unseal;

import org.jspecify.annotations.NullMarked;
