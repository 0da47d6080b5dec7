/** The embedded storage engine: buckets as directories, objects as plain files. Exports nothing: it is found as a service. */
module io.geckos.storage.fs {
    requires static org.jspecify;
    requires io.geckos.domain;
    requires jakarta.json;

    provides io.geckos.domain.engine.StorageProvider with
            io.geckos.storage.fs.FsStorageProvider;
}
