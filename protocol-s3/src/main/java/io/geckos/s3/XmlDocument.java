package io.geckos.s3;

import java.io.IOException;

/** Writes the content of an XML document. */
@FunctionalInterface
interface XmlDocument {
    void writeTo(XmlWriter xml) throws IOException;
}
