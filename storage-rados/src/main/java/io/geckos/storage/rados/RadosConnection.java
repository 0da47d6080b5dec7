package io.geckos.storage.rados;

import io.geckos.domain.error.StorageException.Unavailable;
import io.geckos.storage.rados.librados.RadosCluster;
import io.geckos.storage.rados.librados.RadosException;
import io.geckos.storage.rados.librados.RadosPool;

/** The connection of one engine, with its two pools. */
record RadosConnection(RadosCluster cluster, RadosPool meta, RadosPool data) implements AutoCloseable {
    /** Connects; throws {@link Unavailable} with what to do about it. */
    static RadosConnection open(RadosSettings settings) {
        if (!RadosCluster.isLibraryInstalled()) {
            throw new Unavailable(
                    "librados2, the client library of Ceph, is not installed here; on Debian install the package"
                            + " librados2, or choose another storage.type");
        }
        RadosCluster cluster = connect(settings);
        try {
            RadosPool meta = pool(cluster, settings.metaPool(), settings, RadosSettings.META_POOL);
            try {
                return new RadosConnection(
                        cluster, meta, pool(cluster, settings.dataPool(), settings, RadosSettings.DATA_POOL));
            } catch (RuntimeException e) {
                meta.close();
                throw e;
            }
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static RadosCluster connect(RadosSettings settings) {
        try {
            return RadosCluster.connect(settings.configuration(), settings.user(), settings.timeout());
        } catch (RadosException e) {
            throw new Unavailable(
                    "the Ceph cluster of storage." + RadosSettings.CONFIGURATION + " " + settings.configuration()
                            + " cannot be reached: " + e.getMessage() + "; " + remedy(e, settings),
                    e);
        }
    }

    private static String remedy(RadosException e, RadosSettings settings) {
        return switch (e.errno()) {
            case RadosException.NO_ENTRY ->
                "that file, its monitors (mon host), or the keyring of " + settings.user()
                        + " are not there or cannot be read";
            case RadosException.INVALID -> "that file must be a ceph.conf";
            case RadosException.ACCESS, RadosException.NOT_PERMITTED ->
                "check the keyring and the capabilities of " + settings.user();
            default -> "check its monitors with: ceph -c " + settings.configuration() + " status";
        };
    }

    private static RadosPool pool(RadosCluster cluster, String name, RadosSettings settings, String key) {
        try {
            return cluster.pool(name, settings.namespace());
        } catch (RadosException e) {
            String remedy = e.errno() == RadosException.NO_ENTRY
                    ? "create it with: ceph osd pool create " + name
                    : "check the capabilities of " + settings.user();
            throw new Unavailable(
                    "the pool of storage." + key + " " + name + " cannot be opened: " + e.getMessage() + "; " + remedy,
                    e);
        }
    }

    @Override
    public void close() {
        data.close();
        meta.close();
        cluster.close();
    }
}
