/**
 * Decides requests to S3, IAM and STS by the policies that apply to them. It may use all packages of this module. Begin with
 * {@link io.geckos.access.PolicyDecision}.
 */
@NullMarked
package io.geckos.access;

import org.jspecify.annotations.NullMarked;
