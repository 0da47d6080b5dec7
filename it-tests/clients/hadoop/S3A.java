import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3Client;

/** Hadoop's S3A file system. */
final class S3A {
    private static final org.apache.hadoop.fs.Path ROOT =
            new org.apache.hadoop.fs.Path("s3a://" + System.getenv("BUCKET") + "/");

    public static void main(String[] args) throws Exception {
        System.out.println("version: hadoop-aws " + VersionInfo.getVersion());
        Configuration configuration = new Configuration();
        configuration.set("fs.s3a.endpoint", System.getenv("S3_ENDPOINT"));
        configuration.set("fs.s3a.endpoint.region", System.getenv("AWS_REGION"));
        configuration.set("fs.s3a.access.key", System.getenv("AWS_ACCESS_KEY_ID"));
        configuration.set("fs.s3a.secret.key", System.getenv("AWS_SECRET_ACCESS_KEY"));
        configuration.set("fs.s3a.path.style.access", "true");
        try (S3Client bucket = bucket()) {
            bucket.createBucket(at -> at.bucket(ROOT.toUri().getHost()));
            try (FileSystem s3 = FileSystem.get(ROOT.toUri(), configuration)) {
                files(s3);
                directories(s3);
                equal(true, s3.delete(at("a b"), true));
                equal(0, s3.listStatus(ROOT).length);
            }
            bucket.deleteBucket(at -> at.bucket(ROOT.toUri().getHost()));
        }
    }

    private static S3Client bucket() {
        return S3Client.builder()
                .endpointOverride(URI.create(System.getenv("S3_ENDPOINT")))
                .forcePathStyle(true)
                .httpClientBuilder(software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient.builder())
                .build();
    }

    private static void files(FileSystem s3) throws IOException {
        byte[] large = Files.readAllBytes(Path.of("large.bin"));
        s3.copyFromLocalFile(new org.apache.hadoop.fs.Path(Path.of("small.txt").toUri()), at("a b/smäll+1.txt"));
        try (var out = s3.create(at("a b/large.bin"))) {
            out.write(large);
        }
        equal((long) large.length, s3.getFileStatus(at("a b/large.bin")).getLen());
        try (var in = s3.open(at("a b/large.bin"))) {
            byte[] middle = new byte[1000000];
            in.readFully(1000000, middle);
            equal(true, Arrays.equals(middle, Arrays.copyOfRange(large, 1000000, 2000000)));
            equal(true, Arrays.equals(large, in.readAllBytes()));
        }
        try (InputStream in = s3.open(at("a b/smäll+1.txt"))) {
            equal(Files.readString(Path.of("small.txt")), new String(in.readAllBytes()));
        }
    }

    private static void directories(FileSystem s3) throws IOException {
        equal(true, s3.mkdirs(at("a b/empty")));
        for (int i = 0; i < 20; i++) {
            s3.create(at("a b/tree/" + i + "/part")).close();
        }
        equal(true, s3.rename(at("a b/tree"), at("a b/moved")));
        equal(false, s3.exists(at("a b/tree")));
        equal(true, s3.rename(at("a b/large.bin"), at("a b/moved/large.bin")));
        equal(22L, s3.getContentSummary(at("a b")).getFileCount());
        var names = Arrays.stream(s3.listStatus(at("a b"))).map(file -> file.getPath().getName()).toList();
        equal(List.of("empty", "moved", "smäll+1.txt"), names.stream().sorted().toList());
        equal(20, s3.globStatus(at("a b/moved/*/part")).length);
    }

    private static org.apache.hadoop.fs.Path at(String name) {
        return new org.apache.hadoop.fs.Path(ROOT, name);
    }

    private static void equal(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + " but got " + actual);
        }
    }
}
