/** Tests of the load driver, most of them against a server inside the test. */
@NullMarked
package io.geckos.bench;

import org.jspecify.annotations.NullMarked;
