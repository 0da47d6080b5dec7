/**
 * Lifecycle rules as documents: how clients put and get them. It may use {@code wire}. Begin with
 * {@link io.geckos.s3.lifecycle.LifecycleDocument}.
 */
@NullMarked
package io.geckos.s3.lifecycle;

import org.jspecify.annotations.NullMarked;
