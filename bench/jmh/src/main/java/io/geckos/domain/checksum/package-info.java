/** Inner loops, measured from within the package they are in. */
@NullMarked
package io.geckos.domain.checksum;

import org.jspecify.annotations.NullMarked;
