/**
 * Data directories and engines for tests. It uses {@code testkit.disk}, and the states of disks of {@code crash}. Begin with
 * {@link io.geckos.storage.fs.testkit.SingleThreadedStorage}.
 */
package io.geckos.storage.fs.testkit;
