package io.geckos.storage.rados;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Sends HEAD requests to a server for the objects that {@link LargeBucketBench} left, some of the large bucket and some of the
 * small one in turn, by one connection. {@code docs/scaling.md} says how to run it.
 */
final class LargeBucketHeads {
    private static final int ROUNDS = 10;
    private static final int HEADS = 2000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SplittableRandom random = new SplittableRandom(1);
    private final String endpoint;

    private LargeBucketHeads(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Arguments: the address of a server that asks for no signatures, and how many keys the large bucket has. */
    public static void main(String... args) throws IOException, InterruptedException {
        new LargeBucketHeads(args[0]).measure(Integer.parseInt(args[1]));
    }

    private void measure(int keys) throws IOException, InterruptedException {
        double[] ratios = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            double large = median("large", keys);
            double small = median("small", LargeBucketBench.SMALL_KEYS);
            if (round < 0) {
                continue; // The server and this program were not compiled yet.
            }
            ratios[round] = large / small;
            System.out.printf("large %.0f us, small %.0f us, %.2f%n", large, small, large / small);
        }
        Arrays.sort(ratios);
        System.out.printf("median of %d: %.2f%n", ROUNDS, (ratios[ROUNDS / 2 - 1] + ratios[ROUNDS / 2]) / 2);
    }

    /** The median time of one request, in microseconds. */
    private double median(String bucket, int keys) throws IOException, InterruptedException {
        double[] times = new double[HEADS];
        for (int i = 0; i < HEADS; i++) {
            String path = "/" + bucket + "/" + IndexFiller.key(random.nextInt(keys));
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(endpoint + path)).HEAD().build();
            long start = System.nanoTime();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            times[i] = (System.nanoTime() - start) / 1e3;
            if (status != 200) {
                throw new IOException(path + " was answered with " + status);
            }
        }
        Arrays.sort(times);
        return times[HEADS / 2];
    }
}
