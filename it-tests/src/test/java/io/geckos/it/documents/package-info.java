/**
 * Commands and tables of the documentation, run and compared with what the server does. It may use {@code testkit}. Begin with
 * {@link io.geckos.it.documents.DocumentsTest}.
 */
@NullMarked
package io.geckos.it.documents;

import org.jspecify.annotations.NullMarked;
