package io.geckos.storage.fs.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sorts byte strings of which there may be millions, in about the memory that {@link PrefixCompressedSet} need. */
public final class MergedRuns {
    private static final int RUN = 1 << 15;
    private static final int RUN_BYTES = 1 << 20;

    private final List<PrefixCompressedSet> runs = new ArrayList<>();
    private List<byte[]> unsorted = new ArrayList<>();
    private long unsortedBytes;
    private long bytes;

    public void add(byte[] string) {
        unsorted.add(string);
        unsortedBytes += string.length;
        if (unsorted.size() == RUN || unsortedBytes > RUN_BYTES) {
            endRun();
        }
    }

    private void endRun() {
        unsorted.sort(Arrays::compareUnsigned);
        PrefixCompressedSet run = new PrefixCompressedSet();
        run.append(unsorted);
        runs.add(run);
        bytes += run.bytes();
        unsorted = new ArrayList<>();
        unsortedBytes = 0;
    }

    /** About how much memory the strings take, apart from the last few. */
    long bytes() {
        return bytes;
    }

    /** A run that is being gone through. */
    private static final class Source {
        private final PrefixCompressedSet.Cursor cursor;
        private final byte[] head;

        Source(PrefixCompressedSet.Cursor cursor) {
            this.cursor = cursor;
            this.head = cursor.value();
        }

        byte[] head() {
            return head;
        }
    }

    /** Gives out all strings in order, each once, and forgets them. */
    public void forEach(Consumer<byte[]> consumer) {
        endRun();
        PriorityQueue<Source> sources =
                new PriorityQueue<>(Comparator.comparing(Source::head, Arrays::compareUnsigned));
        runs.forEach(run -> add(sources, run.drain()));
        runs.clear();
        byte @Nullable [] last = null;
        for (Source source = sources.poll(); source != null; source = sources.poll()) {
            if (last == null || !Arrays.equals(source.head, last)) {
                consumer.accept(source.head);
            }
            last = source.head;
            source.cursor.advance();
            add(sources, source.cursor);
        }
    }

    private static void add(PriorityQueue<Source> sources, PrefixCompressedSet.Cursor cursor) {
        if (!cursor.isAtEnd()) {
            sources.add(new Source(cursor));
        }
    }
}
