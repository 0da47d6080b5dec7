/**
 * An HTTP client that costs as little as possible: one connection, one system call for a small request. It may use
 * {@code data}. Begin with {@link io.geckos.bench.http.HttpClient}.
 */
@NullMarked
package io.geckos.bench.http;

import org.jspecify.annotations.NullMarked;
