package io.geckos.storage.rados.format;

import io.geckos.domain.object.ObjectPart;

/** A part of an upload, or of the object that it became, and its bytes. */
public record PartRow(ObjectPart part, DataSegment data) {}
