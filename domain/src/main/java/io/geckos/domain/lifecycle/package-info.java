/**
 * Lifecycle rules of buckets: what is removed when. Pure values and decisions; who reads listings and deletes is elsewhere. It
 * may use {@code name} and {@code object}. Begin with {@link io.geckos.domain.lifecycle.LifecycleJudge}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">Managing your storage lifecycle</a>
 */
@NullMarked
package io.geckos.domain.lifecycle;

import org.jspecify.annotations.NullMarked;
