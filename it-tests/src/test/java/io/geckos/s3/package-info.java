/** The protocol together with the real authenticator, without a server: what neither module can test alone. */
@NullMarked
package io.geckos.s3;

import org.jspecify.annotations.NullMarked;
