/**
 * Operations on buckets and on their settings. It may use {@code wire}, {@code api}, {@code body}, {@code routing},
 * {@code call}, {@code lifecycle}, {@code listing}, {@code access} and {@code tagging}. Begin with
 * {@link io.geckos.s3.bucket.CreateBucket}.
 */
@NullMarked
package io.geckos.s3.bucket;

import org.jspecify.annotations.NullMarked;
