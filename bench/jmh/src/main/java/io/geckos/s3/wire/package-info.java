/** Inner loops, measured from within the package they are in. */
@NullMarked
package io.geckos.s3.wire;

import org.jspecify.annotations.NullMarked;
