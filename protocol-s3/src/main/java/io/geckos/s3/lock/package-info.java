/**
 * Object lock: its configuration of a bucket, and the retention and legal hold of versions. It may use {@code wire},
 * {@code body}, {@code routing} and {@code call}. Begin with {@link io.geckos.s3.lock.ObjectLockHeaders}.
 */
@NullMarked
package io.geckos.s3.lock;

import org.jspecify.annotations.NullMarked;
