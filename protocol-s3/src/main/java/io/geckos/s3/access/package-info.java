/**
 * Access control lists, and CORS rules for scripts of other origins. It may use {@code wire}, {@code api},
 * {@code routing} and {@code call}. Begin with {@link io.geckos.s3.access.AccessControlList}.
 */
@NullMarked
package io.geckos.s3.access;

import org.jspecify.annotations.NullMarked;
