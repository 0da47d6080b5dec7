import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** The transfer manager of the AWS SDK for Java v2, on the client that its argument names. */
final class AwsTransfer {
    public static void main(String[] args) throws Exception {
        System.out.println("version: software.amazon.awssdk:s3-transfer-manager " + VersionInfo.SDK_VERSION + " " + args[0]);
        try (S3AsyncClient s3 = AwsAsync.client(args[0]);
                S3TransferManager manager = S3TransferManager.builder().s3Client(s3).build()) {
            s3.createBucket(to -> to.bucket(Job.BUCKET)).join();
            files(manager);
            directories(manager);
            AwsAsync.removeAll(s3);
        }
    }

    private static void files(S3TransferManager manager) throws Exception {
        manager.uploadFile(file -> file.source(Job.LARGE)
                        .putObjectRequest(to -> to.bucket(Job.BUCKET).key("large.bin")))
                .completionFuture()
                .join();
        manager.copy(copy -> copy.copyObjectRequest(object -> object.sourceBucket(Job.BUCKET)
                        .sourceKey("large.bin")
                        .destinationBucket(Job.BUCKET)
                        .destinationKey("copy.bin")))
                .completionFuture()
                .join();
        for (String key : List.of("large.bin", "copy.bin")) {
            manager.downloadFile(file -> file.destination(Job.DOWN)
                            .getObjectRequest(from -> from.bucket(Job.BUCKET).key(key)))
                    .completionFuture()
                    .join();
            Job.isLarge(Job.DOWN);
        }
    }

    private static void directories(S3TransferManager manager) throws Exception {
        Path tree = Files.createDirectories(Path.of("tree/a b"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(tree.resolve("smäll+" + i), Job.SMALL.repeat(i));
        }
        var sent = manager.uploadDirectory(
                        all -> all.source(Path.of("tree")).bucket(Job.BUCKET).s3Prefix("tree"))
                .completionFuture()
                .join();
        Job.equal(List.of(), sent.failedTransfers());
        var got = manager.downloadDirectory(all -> all.destination(Path.of("back"))
                        .bucket(Job.BUCKET)
                        .listObjectsV2RequestTransformer(list -> list.prefix("tree/")))
                .completionFuture()
                .join();
        Job.equal(List.of(), got.failedTransfers());
        for (int i = 0; i < 20; i++) {
            Job.equal(Job.SMALL.repeat(i), Files.readString(Path.of("back/a b/smäll+" + i)));
        }
    }
}
