/**
 * Calls of an engine, and changes by hand, that can be made again on another storage. It uses {@code testkit.disk}. Begin with
 * {@link io.geckos.storage.fs.testkit.call.StorageCall}.
 */
package io.geckos.storage.fs.testkit.call;
