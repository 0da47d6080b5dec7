/**
 * Applies the lifecycle rules of buckets. It uses the ports of the storage, and nothing of the server but its threads. Begin with
 * {@link io.geckos.server.lifecycle.LifecycleTask}.
 */
@NullMarked
package io.geckos.server.lifecycle;

import org.jspecify.annotations.NullMarked;
