/**
 * How much was stored over time: a sample of what the storage counts, once an hour, kept in documents of bounded size. It may
 * use no other package of the server. Begin with {@link io.geckos.server.usage.UsageHistory}.
 */
@NullMarked
package io.geckos.server.usage;

import org.jspecify.annotations.NullMarked;
