package io.geckos.s3.wire;

import io.geckos.domain.checksum.ETag;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.ObjectKey;
import io.geckos.domain.object.ListEntry;
import io.geckos.domain.object.ObjectSummary;
import io.geckos.domain.object.StorageClass;
import io.geckos.s3.listing.ListObjectsRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writing a page of 1,000 keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class XmlBench {
    private static final BucketName BUCKET = new BucketName("xml-bench");
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901234Z");

    /** Whether keys are percent-encoded. */
    @Param({"false", "true"})
    public boolean encoded;

    private final ListPage<ListEntry> page = new ListPage<>(
            IntStream.range(0, 1_000)
                    .<ListEntry>mapToObj(i -> new ListEntry.Found(new ObjectSummary(
                            new ObjectId(BUCKET, new ObjectKey("photos/2024/summer & autumn/%06d.jpg".formatted(i))),
                            new ETag("d41d8cd98f00b204e9800998ecf8427e"),
                            4096,
                            TIME,
                            List.of(),
                            Optional.empty(),
                            StorageClass.STANDARD)))
                    .toList(),
            Optional.empty());

    /** Writes it to nowhere. */
    @Benchmark
    public void entries() throws IOException {
        ListObjectsRequest listing = new ListObjectsRequest("", Optional.empty(), ListObjectsRequest.MOST, encoded);
        XmlWriter.write(OutputStream.nullOutputStream(), xml -> {
            xml.root("ListBucketResult");
            listing.entries(xml, page, Optional.empty());
            xml.close();
        });
    }
}
