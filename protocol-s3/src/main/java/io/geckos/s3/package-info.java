/** S3 over the ports of the domain: one pipeline, one table of routes, one class an operation. */
@NullMarked
package io.geckos.s3;

import org.jspecify.annotations.NullMarked;
