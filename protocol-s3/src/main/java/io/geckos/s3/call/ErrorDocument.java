package io.geckos.s3.call;

import io.geckos.s3.api.S3Request;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;

/**
 * The XML document of an error answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses">REST error
 *     responses</a>
 */
public record ErrorDocument(S3Exception error, String resource, String requestId, String hostId)
        implements XmlDocument {
    /** The document for an error of a request. */
    public static ErrorDocument of(S3Exception error, S3Request request, String hostId) {
        return new ErrorDocument(error, request.rawPath(), request.id(), hostId);
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.open("Error");
        xml.element("Code", error.error().code());
        xml.element("Message", error.getMessage());
        for (var detail : error.details().entrySet()) {
            xml.element(detail.getKey(), detail.getValue());
        }
        xml.element("Resource", resource);
        xml.element("RequestId", requestId);
        xml.element("HostId", hostId);
        xml.close();
    }
}
