package io.geckos.s3.wire;

import java.io.IOException;

/** Writes the content of an XML document. */
@FunctionalInterface
public interface XmlDocument {
    void writeTo(XmlWriter xml) throws IOException;
}
