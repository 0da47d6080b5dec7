package io.geckos.bench;

/** The requests that are measured, by S3's names. */
enum Operation {
    CREATE_BUCKET("CreateBucket"),
    PUT("PutObject"),
    GET("GetObject"),
    HEAD("HeadObject"),
    DELETE("DeleteObject"),
    LIST("ListObjectsV2"),
    CREATE_UPLOAD("CreateMultipartUpload"),
    UPLOAD_PART("UploadPart"),
    COMPLETE_UPLOAD("CompleteMultipartUpload"),
    ABORT_UPLOAD("AbortMultipartUpload");

    private final String title;

    Operation(String title) {
        this.title = title;
    }

    /** The name in reports. */
    String title() {
        return title;
    }
}
