/**
 * IAM and STS over the users of the module access: a request goes in, a response comes out. It may use all other packages of this
 * module. Begin with {@link io.geckos.iam.IamService}.
 */
@NullMarked
package io.geckos.iam;

import org.jspecify.annotations.NullMarked;
