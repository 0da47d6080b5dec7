/**
 * Power cuts and failing disks: from every disk that may be left, the engine reads all acknowledged writes. It uses
 * {@code testkit}. Begin with {@link io.geckos.storage.fs.crash.CrashSurvey}, which docs/testing.md explains.
 */
package io.geckos.storage.fs.crash;
