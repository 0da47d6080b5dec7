/** The protocol together with the real authenticator, without a server: what neither module can test alone. */
@NullMarked
package io.geckos.it.s3;

import org.jspecify.annotations.NullMarked;
