/** Inner loops, measured from within the package they are in. */
@NullMarked
package io.geckos.storage.fs;

import org.jspecify.annotations.NullMarked;
