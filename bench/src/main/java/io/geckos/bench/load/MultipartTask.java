package io.geckos.bench.load;

import io.geckos.bench.http.BodySource;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.s3.S3Client;
import java.util.ArrayList;
import java.util.List;

/** Uploads an object in parts, one after the other. */
final class MultipartTask implements WorkerTask {
    private final LoadWorker worker;
    private final S3Client client;
    private final long partSize;

    MultipartTask(LoadWorker worker) {
        this.worker = worker;
        this.client = worker.client();
        this.partSize = worker.load().shape().partSize();
    }

    @Override
    public boolean step() throws RequestFailure {
        long number = worker.takeInTurn();
        String upload = client.createUpload(number);
        try {
            client.completeUpload(number, upload, parts(number, upload));
        } catch (RequestFailure e) {
            client.abortUpload(number, upload);
            throw e;
        }
        return true;
    }

    private List<String> parts(long number, String upload) throws RequestFailure {
        BodySource.Plain whole = worker.load().objects().content(number, 0);
        List<String> etags = new ArrayList<>();
        for (long offset = 0; offset < whole.length(); offset += partSize) {
            long length = Math.min(partSize, whole.length() - offset);
            BodySource.Plain part = new BodySource.Plain(whole.start(), offset, length);
            etags.add(client.uploadPart(number, upload, etags.size() + 1, part));
        }
        return etags;
    }
}
