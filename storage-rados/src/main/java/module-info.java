/** The storage engine on Ceph RADOS. Exports nothing: it is found as a service. */
module io.geckos.storage.rados {
    requires static org.jspecify;
    requires io.geckos.domain;
    requires jakarta.json;

    provides io.geckos.domain.engine.StorageProvider with
            io.geckos.storage.rados.RadosStorageProvider;
}
