/**
 * Several servers on one Ceph cluster, behind proxies and under faults. It may use {@code testkit}. Begin with
 * {@link io.geckos.it.gateways.GatewaysTest}.
 */
@NullMarked
package io.geckos.it.gateways;

import org.jspecify.annotations.NullMarked;
