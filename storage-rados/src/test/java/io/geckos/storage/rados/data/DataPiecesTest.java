package io.geckos.storage.rados.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.geckos.domain.name.ByteSpan;
import io.geckos.storage.rados.data.DataPieces.Piece;
import io.geckos.storage.rados.format.DataSegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataPiecesTest {
    private static final DataSegment FIRST = new DataSegment("first", 25);
    private static final DataSegment EMPTY = new DataSegment("empty", 0);
    private static final DataSegment LAST = new DataSegment("last", 7);

    private static List<Piece> pieces(long offset, long length) {
        List<Piece> pieces = new ArrayList<>();
        new DataPieces(List.of(FIRST, EMPTY, LAST), new ByteSpan(offset, length), 10, 6).forEachRemaining(pieces::add);
        return pieces;
    }

    @Test
    void wholeSpanIsDividedAtStripesSegmentsAndTheLargestPiece() {
        assertEquals(
                List.of(
                        new Piece(FIRST, 0, 0, 6),
                        new Piece(FIRST, 0, 6, 4),
                        new Piece(FIRST, 1, 0, 6),
                        new Piece(FIRST, 1, 6, 4),
                        new Piece(FIRST, 2, 0, 5),
                        new Piece(LAST, 0, 0, 6),
                        new Piece(LAST, 0, 6, 1)),
                pieces(0, 32));
    }

    @Test
    void spanBeginsAndEndsWithinStripes() {
        assertEquals(List.of(new Piece(FIRST, 1, 9, 1), new Piece(FIRST, 2, 0, 2)), pieces(19, 3));
        assertEquals(List.of(new Piece(LAST, 0, 2, 3)), pieces(27, 3));
    }

    @Test
    void emptySpanHasNoPieces() {
        assertEquals(List.of(), pieces(32, 0));
        assertFalse(new DataPieces(List.of(), ByteSpan.whole(0), 10, 6).hasNext());
    }
}
