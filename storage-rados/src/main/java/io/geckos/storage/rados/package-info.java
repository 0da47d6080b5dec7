/**
 * The engine on Ceph RADOS, for any number of servers on one cluster: the index of a bucket is rows in some objects, the
 * bytes of objects are in others. Begin with {@link io.geckos.storage.rados.RadosStorage}.
 */
@NullMarked
package io.geckos.storage.rados;

import org.jspecify.annotations.NullMarked;
