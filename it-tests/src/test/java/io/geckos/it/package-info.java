/**
 * Everything that needs the running server, and the rules of the architecture; the tests of one subject are a package. All of
 * them start and ask servers by {@code testkit}, and no other package uses another. Begin with {@code wire} or with the page
 * {@code docs/testing.md}.
 */
@NullMarked
package io.geckos.it;

import org.jspecify.annotations.NullMarked;
