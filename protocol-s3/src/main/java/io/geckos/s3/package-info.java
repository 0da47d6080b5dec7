/**
 * S3 over the ports of the domain: a request goes in, a response comes out, and every operation is registered in one
 * place. It may use all other packages of this module. Begin with {@link io.geckos.s3.S3Service}.
 */
@NullMarked
package io.geckos.s3;

import org.jspecify.annotations.NullMarked;
