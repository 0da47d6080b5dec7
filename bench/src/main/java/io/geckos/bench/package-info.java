/** A load driver for S3 endpoints: signs, sends, verifies and measures, and compares several endpoints in turn. */
@NullMarked
package io.geckos.bench;

import org.jspecify.annotations.NullMarked;
