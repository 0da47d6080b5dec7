/** Everything that needs the running server: real clients, raw sockets, crashes and load; and the rules of the architecture. */
@NullMarked
package io.geckos.it;

import org.jspecify.annotations.NullMarked;
