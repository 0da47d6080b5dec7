/** Inner loops, measured from within the package they are in. */
@NullMarked
package io.geckos.sealing;

import org.jspecify.annotations.NullMarked;
