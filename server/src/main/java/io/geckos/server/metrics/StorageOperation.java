package io.geckos.server.metrics;

import java.util.Locale;

/** Every operation of the storage's ports. */
enum StorageOperation {
    CREATE_BUCKET,
    GET_BUCKET,
    LIST_BUCKETS,
    DELETE_BUCKET,
    SET_VERSIONING,
    SET_LOCK,
    GET_SETTING,
    PUT_SETTING,
    REMOVE_SETTING,
    STAT_OBJECT,
    OPEN_OBJECT,
    PUT_OBJECT,
    COPY_OBJECT,
    RENAME_OBJECT,
    RETAG_OBJECT,
    RETAIN_OBJECT,
    HOLD_OBJECT,
    SET_OBJECT_ACL,
    RESEAL_OBJECT,
    DELETE_OBJECTS,
    LIST_OBJECTS,
    LIST_VERSIONS,
    BEGIN_UPLOAD,
    GET_UPLOAD,
    PUT_PART,
    COPY_PART,
    COMPLETE_UPLOAD,
    RESEAL_UPLOAD,
    ABORT_UPLOAD,
    LIST_PARTS,
    LIST_UPLOADS;

    /** The label of the operation in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
