/**
 * Checksums and entity tags, and how they are computed. It uses no other package of this module. Begin with
 * {@link io.geckos.domain.checksum.Checksum}.
 */
@NullMarked
package io.geckos.domain.checksum;

import org.jspecify.annotations.NullMarked;
