/**
 * File systems in memory that record changes and inject faults. It uses the engine only. Begin with
 * {@link io.geckos.storage.fs.testkit.disk.MemoryFileOps}.
 */
package io.geckos.storage.fs.testkit.disk;
