/**
 * SDKs and programs of other authors do their work with the server, unmodified. It may use {@code testkit}. Begin with
 * {@link io.geckos.it.clients.ClientsTest}, which runs what {@code clients/clients.txt} lists.
 */
@NullMarked
package io.geckos.it.clients;

import org.jspecify.annotations.NullMarked;
