package io.geckos.bench.load;

import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.s3.S3Client;
import java.util.Map;

/**
 * Reads, heads, writes, deletes and lists objects in the proportions of its mix. Every {@code connections}-th object
 * belongs to this task alone, so it knows the version of each, and that a deleted one must not be found.
 */
final class MixedTask implements WorkerTask {
    private static final byte ABSENT = -1;

    /** The outcome of a failed write is unknown. The object is written again before it is read. */
    private static final byte UNKNOWN = -2;

    private static final int VERSIONS = 100;

    private final LoadWorker worker;
    private final S3Client client;
    private final RequestMix mix;
    private final int total;
    private final int stride;

    /** By the position among the task's own objects. */
    private final byte[] versions;

    MixedTask(LoadWorker worker) {
        LoadPlan load = worker.load();
        this.worker = worker;
        this.client = worker.client();
        this.mix = load.shape().mix();
        this.total = mix.total();
        this.stride = load.drive().connections();
        this.versions = new byte[Math.toIntExact((load.objects().count() - worker.index() + stride - 1) / stride)];
    }

    @Override
    public boolean step() throws RequestFailure {
        int place = worker.random().nextInt(versions.length);
        if (versions[place] == UNKNOWN) {
            put(place);
            return true;
        }
        switch (mix.at(worker.random().nextInt(total))) {
            case PUT -> put(place);
            case DELETE -> delete(place);
            case HEAD -> head(place);
            case LIST -> client.list(worker.load().shape().pageSize(), startAfter(place), S3Client.ANY_NUMBER);
            default -> get(place);
        }
        return true;
    }

    private void put(int place) throws RequestFailure {
        int version = worker.random().nextInt(VERSIONS);
        versions[place] = UNKNOWN;
        client.put(number(place), version);
        versions[place] = (byte) version;
    }

    private void delete(int place) throws RequestFailure {
        versions[place] = UNKNOWN;
        client.delete(number(place));
        versions[place] = ABSENT;
    }

    private void head(int place) throws RequestFailure {
        if (versions[place] == ABSENT) {
            client.headAbsent(number(place));
        } else {
            client.head(number(place));
        }
    }

    /** Reads the object, or the next one that exists. */
    private void get(int place) throws RequestFailure {
        for (int i = 0; i < versions.length; i++) {
            int next = (place + i) % versions.length;
            if (versions[next] >= 0) {
                client.get(number(next), versions[next], versions[next] + 1);
                return;
            }
        }
        put(place);
    }

    private Map<String, String> startAfter(int place) {
        return Map.of("start-after", worker.load().objects().keys().name(number(place)));
    }

    private long number(int place) {
        return (long) place * stride + worker.index();
    }
}
