/**
 * Encryption at rest as clients ask for it: its headers and the default of buckets, and the only way by which
 * operations open and write objects. It may use {@code wire}, {@code api}, {@code body}, {@code routing} and
 * {@code call}. Begin with {@link io.geckos.s3.encryption.Encryption}.
 */
@NullMarked
package io.geckos.s3.encryption;

import org.jspecify.annotations.NullMarked;
