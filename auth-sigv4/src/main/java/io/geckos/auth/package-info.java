/** AWS Signature Version 4, and 2 where that is wanted: who sent a request, and whether its body is what was signed. */
@NullMarked
package io.geckos.auth;

import org.jspecify.annotations.NullMarked;
