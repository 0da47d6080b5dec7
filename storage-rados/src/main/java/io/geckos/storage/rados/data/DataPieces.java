package io.geckos.storage.rados.data;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.rados.format.DataSegment;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Divides a span of bytes into pieces, each of which lies in one stripe of one segment. */
final class DataPieces implements Iterator<DataPieces.Piece> {
    private final Iterator<DataSegment> segments;
    private final int stripeSize;
    private final int most;
    private long left;
    private DataSegment segment = new DataSegment("", 0);
    private long offset;

    DataPieces(List<DataSegment> all, ByteSpan span, int stripeSize, int most) {
        this.segments = all.iterator();
        this.stripeSize = stripeSize;
        this.most = most;
        this.left = span.length();
        this.offset = span.offset();
    }

    /**
     * A piece.
     *
     * @param stripe the number of the stripe in the segment, from 0
     * @param offset in the stripe
     */
    record Piece(DataSegment segment, long stripe, long offset, int length) {}

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        while (offset >= segment.size()) {
            offset -= segment.size();
            segment = segments.next();
        }
        long inStripe = offset % stripeSize;
        long end = Math.min(segment.size() - offset, Math.min(stripeSize - inStripe, Math.min(most, left)));
        Piece piece = new Piece(segment, offset / stripeSize, inStripe, (int) end);
        offset += end;
        left -= end;
        return piece;
    }
}
