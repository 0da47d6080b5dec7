/**
 * The binding of librados2, the client library of Ceph, through the foreign function interface: clusters, pools, and operations
 * on their objects. It uses no other package. Begin with {@link io.geckos.storage.rados.librados.RadosPool}.
 */
@NullMarked
package io.geckos.storage.rados.librados;

import org.jspecify.annotations.NullMarked;
