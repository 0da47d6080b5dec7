/**
 * Strings as S3 and HTTP see them: their order and length in UTF-8, percent-encoding, numbers in ASCII, times, and text
 * that a header can carry. It uses no other package of this module. Begin with {@link io.geckos.domain.text.HeaderText}.
 */
@NullMarked
package io.geckos.domain.text;

import org.jspecify.annotations.NullMarked;
