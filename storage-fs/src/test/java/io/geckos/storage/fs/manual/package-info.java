/**
 * Changes that people and other programs make to the files of a bucket, also while the engine serves them. It uses
 * {@code testkit}. Begin with {@link io.geckos.storage.fs.manual.BareFilesTest}.
 */
package io.geckos.storage.fs.manual;
