import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import software.amazon.awssdk.services.s3.S3Client;

/** Iceberg's S3FileIO under a table. */
final class Iceberg {
    private static final String BUCKET = System.getenv("BUCKET");
    private static final String WAREHOUSE = "s3://" + BUCKET + "/a b";
    private static final Map<String, String> IO = Map.of(
            "warehouse", WAREHOUSE,
            "uri", "jdbc:sqlite:catalog.db",
            "io-impl", S3FileIO.class.getName(),
            "s3.endpoint", System.getenv("S3_ENDPOINT"),
            "s3.path-style-access", "true",
            "s3.access-key-id", System.getenv("AWS_ACCESS_KEY_ID"),
            "s3.secret-access-key", System.getenv("AWS_SECRET_ACCESS_KEY"),
            "client.region", System.getenv("AWS_REGION"));

    public static void main(String[] args) throws Exception {
        System.out.println("version: " + Path.of(S3FileIO.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName().toString().replace(".jar", ""));
        try (S3FileIO io = new S3FileIO()) {
            io.initialize(IO);
            S3Client s3 = io.client();
            s3.createBucket(at -> at.bucket(BUCKET));
            file(io);
            table(io);
            List<String> all = list(io);
            io.deleteFiles(all.subList(1, all.size()));
            io.deleteFile(all.getFirst());
            equal(List.of(), list(io));
            s3.deleteBucket(at -> at.bucket(BUCKET));
        }
    }

    private static List<String> list(S3FileIO io) {
        return StreamSupport.stream(io.listPrefix(WAREHOUSE).spliterator(), false)
                .map(FileInfo::location)
                .toList();
    }

    private static void file(S3FileIO io) throws Exception {
        byte[] large = Files.readAllBytes(Path.of("large.bin"));
        try (var out = io.newOutputFile(WAREHOUSE + "/large.bin").create()) {
            out.write(large);
        }
        var input = io.newInputFile(WAREHOUSE + "/large.bin");
        equal((long) large.length, input.getLength());
        try (var in = input.newStream()) {
            in.seek(1000000);
            equal(true, Arrays.equals(Arrays.copyOfRange(large, 1000000, 2000000), in.readNBytes(1000000)));
            in.seek(0);
            equal(true, Arrays.equals(large, in.readAllBytes()));
        }
    }

    private static void table(S3FileIO io) throws Exception {
        try (JdbcCatalog catalog = new JdbcCatalog()) {
            catalog.initialize("catalog", IO);
            catalog.createNamespace(Namespace.of("space"));
            Schema schema = new Schema(Types.NestedField.required(1, "id", Types.LongType.get()));
            Table table = catalog.createTable(TableIdentifier.of("space", "numbers"), schema);
            for (int i = 0; i < 10; i++) {
                String location = table.location() + "/data/" + i + ".parquet";
                try (var out = io.newOutputFile(location).create()) {
                    out.write(new byte[1000]);
                }
                table.newAppend()
                        .appendFile(DataFiles.builder(PartitionSpec.unpartitioned())
                                .withPath(location)
                                .withFileSizeInBytes(1000)
                                .withRecordCount(i)
                                .build())
                        .commit();
            }
            table.refresh();
            try (var tasks = table.newScan().planFiles()) {
                long records = StreamSupport.stream(tasks.spliterator(), false)
                        .mapToLong(task -> task.file().recordCount())
                        .sum();
                equal(45L, records);
            }
            int before = list(io).size();
            table.expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(1).commit();
            equal(true, list(io).size() < before);
        }
    }

    private static void equal(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but got " + actual);
        }
    }
}
