/** What the tests of the protocol share: a client without a network, and fakes of its ports. */
@NullMarked
package io.geckos.s3.testkit;

import org.jspecify.annotations.NullMarked;
