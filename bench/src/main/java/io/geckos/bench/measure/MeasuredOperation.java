package io.geckos.bench.measure;

/** The requests that are measured, by S3's names. */
public enum MeasuredOperation {
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

    MeasuredOperation(String title) {
        this.title = title;
    }

    /** The name in reports. */
    public String title() {
        return title;
    }
}
