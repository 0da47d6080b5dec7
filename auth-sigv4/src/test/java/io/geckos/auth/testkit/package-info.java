/** What the tests of authentication share: requests, and signers that are independent of the product. */
@NullMarked
package io.geckos.auth.testkit;

import org.jspecify.annotations.NullMarked;
