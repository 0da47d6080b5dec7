/**
 * The operations of IAM and STS: their parameters, the permissions that they need, and their answers. It may use {@code wire}.
 * Begin with {@link io.geckos.iam.operation.OperationTable}.
 */
@NullMarked
package io.geckos.iam.operation;

import org.jspecify.annotations.NullMarked;
