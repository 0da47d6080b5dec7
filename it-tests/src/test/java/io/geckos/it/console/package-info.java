/**
 * The console in a real browser. It may use {@code testkit}. Begin with {@link io.geckos.it.console.OpenConsoleTest}, which
 * most of these tests extend, and {@link io.geckos.it.console.BrowserSession}, which drives the browser.
 */
@NullMarked
package io.geckos.it.console;

import org.jspecify.annotations.NullMarked;
