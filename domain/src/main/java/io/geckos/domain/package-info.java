/**
 * The language of an object store: values that are valid by construction, the errors storage can answer with, and
 * the ports that adapters implement. Nothing here knows a file, a socket or a wire format.
 */
@NullMarked
package io.geckos.domain;

import org.jspecify.annotations.NullMarked;
