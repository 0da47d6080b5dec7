/** Inner loops, measured from within the package they are in. */
@NullMarked
package io.geckos.access;

import org.jspecify.annotations.NullMarked;
