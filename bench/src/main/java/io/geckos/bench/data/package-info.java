/**
 * What is stored under load, all of it computed from numbers: contents, keys and sizes. It uses no other package of
 * this module. Begin with {@link io.geckos.bench.data.ContentGenerator}.
 */
@NullMarked
package io.geckos.bench.data;

import org.jspecify.annotations.NullMarked;
