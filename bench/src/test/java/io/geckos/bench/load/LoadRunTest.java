package io.geckos.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.FakeS3;
import io.geckos.bench.SmallLoads;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.KeyPair;
import io.geckos.bench.http.RequestFailure;
import io.geckos.bench.measure.MeasuredOperation;
import io.geckos.bench.s3.SigningMode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoadRunTest {
    private final FakeS3 s3 = new FakeS3();

    LoadRunTest() throws IOException {}

    @AfterEach
    void stop() {
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkloadEndsWithoutAFailure(Workload workload) throws Exception {
        RunResult result = measure(SmallLoads.of(workload));
        assertEquals(Map.of(), result.failures());
        assertTrue(result.requests() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void everySigningIsAccepted(SigningMode signing) throws Exception {
        assertEquals(Map.of(), measure(SmallLoads.of(Workload.MIXED, signing)).failures());
        assertEquals(
                Map.of(), measure(SmallLoads.of(Workload.MULTIPART, signing)).failures());
        assertEquals(Map.of(), measure(SmallLoads.of(Workload.PUT, signing)).failures());
    }

    @ParameterizedTest
    @CsvSource({"PUT,PUT", "GET,GET", "HEAD,HEAD", "LIST,LIST", "MANY_SMALL_IN_ONE_DIRECTORY,PUT"})
    void asManyRequestsAreCountedAsWereAskedFor(Workload workload, MeasuredOperation operation) throws Exception {
        RunResult result = measure(SmallLoads.of(workload));
        assertEquals(Set.of(operation), result.operations().keySet());
        assertEquals(SmallLoads.STEPS, result.requests());
    }

    @Test
    void bytesMovedAreThoseOfTheObjects() throws Exception {
        LoadPlan load = SmallLoads.of(Workload.PUT);
        long bytes = 0;
        for (long number = 0; number < SmallLoads.STEPS; number++) {
            bytes += load.objects().size(number % load.objects().count());
        }
        assertEquals(bytes, measure(load).bytes());
    }

    @Test
    void aBucketThatIsThereIsUsedWhateverTheServerCallsIt() throws Exception {
        measure(SmallLoads.of(Workload.PUT));
        assertEquals(Map.of(), measure(SmallLoads.of(Workload.PUT)).failures());
        s3.knowNoOwners();
        assertEquals(Map.of(), measure(SmallLoads.of(Workload.PUT)).failures());
    }

    @Test
    void deleteEndsWhenNothingIsLeft() throws Exception {
        RunResult result = measure(SmallLoads.of(Workload.DELETE));
        assertEquals(60, result.requests());
        assertEquals(Set.of(), s3.objects().keySet());
    }

    @Test
    void mixedSendsWhatItsMixHolds() throws Exception {
        RunResult result = measure(SmallLoads.of(Workload.MIXED));
        assertEquals(
                Set.of(
                        MeasuredOperation.GET,
                        MeasuredOperation.HEAD,
                        MeasuredOperation.PUT,
                        MeasuredOperation.DELETE,
                        MeasuredOperation.LIST),
                result.operations().keySet());
    }

    @Test
    void cleaningLeavesNothing() throws Exception {
        for (Workload workload : Workload.values()) {
            try (LoadRun run = run(SmallLoads.of(workload))) {
                run.prepare();
                run.measure();
                run.clean();
            }
            assertEquals(Set.of(), s3.objects().keySet(), workload.title());
        }
    }

    @Test
    void aChangedByteIsAFailure() throws Exception {
        s3.damage(bytes -> {
            byte[] changed = bytes.clone();
            if (changed.length > 0) {
                changed[changed.length - 1]++;
            }
            return changed;
        });
        assertOnlyFailure("measure: wrong bytes", measure(SmallLoads.of(Workload.GET)));
    }

    @Test
    void aShortenedObjectIsAFailure() throws Exception {
        s3.damage(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        assertOnlyFailure("measure: wrong length", measure(SmallLoads.of(Workload.GET)));
    }

    @Test
    void anObjectOfAnotherKeyIsAFailure() throws Exception {
        LoadPlan load = SmallLoads.of(Workload.GET);
        byte[] other = new byte[1000];
        s3.damage(bytes -> bytes.length == other.length ? other : bytes);
        assertOnlyFailure("measure: wrong bytes", measure(load));
    }

    @Test
    void lostWritesAreFoundAfterwards() throws Exception {
        s3.forget();
        assertOnlyFailure("read back: 404 NoSuchKey", measure(SmallLoads.of(Workload.PUT)));
    }

    @Test
    void deletesThatDidNothingAreFoundAfterwards() throws Exception {
        try (LoadRun run = run(SmallLoads.of(Workload.DELETE))) {
            run.prepare();
            s3.forget();
            assertOnlyFailure("look for deleted: deleted, but still there", run.measure());
        }
    }

    @Test
    void mixedNoticesLostWritesAndDeletes() throws Exception {
        try (LoadRun run = run(SmallLoads.of(Workload.MIXED))) {
            run.prepare();
            s3.forget();
            Set<String> failures = run.measure().failures().keySet();
            assertTrue(failures.contains("measure: deleted, but still there"), failures::toString);
            assertTrue(failures.contains("measure: wrong bytes"), failures::toString);
        }
    }

    @Test
    void aFailureUnderAStatusOf200IsAFailure() throws Exception {
        s3.forget();
        Set<String> failures =
                measure(SmallLoads.of(Workload.MULTIPART)).failures().keySet();
        assertTrue(failures.contains("measure: 200 InternalError"), failures::toString);
    }

    @Test
    void aListingThatMissesAKeyIsAFailure() throws Exception {
        try (LoadRun run = run(SmallLoads.of(Workload.LIST))) {
            run.prepare();
            s3.objects().pollLastEntry();
            assertOnlyFailure("measure: listing with keys too few or too many", run.measure());
        }
    }

    @Test
    void aWrongSecretIsToldAtOnce() {
        Endpoint stranger = s3.endpoint(new KeyPair("access", "wrong"));
        RequestFailure refused = assertThrows(
                RequestFailure.class,
                () -> new LoadRun(stranger, SmallLoads.of(Workload.GET), ProgressListener.NONE).createBucket());
        assertEquals("CreateBucket: 403 SignatureDoesNotMatch", refused.getMessage());
    }

    @Test
    void aBucketThatIsThereIsFine() throws Exception {
        try (LoadRun run = run(SmallLoads.of(Workload.GET))) {
            run.createBucket();
            run.createBucket();
        }
    }

    private static void assertOnlyFailure(String expected, RunResult result) {
        assertEquals(Set.of(expected), result.failures().keySet());
    }

    private LoadRun run(LoadPlan load) {
        return new LoadRun(s3.endpoint(), load, ProgressListener.NONE);
    }

    private RunResult measure(LoadPlan load) throws InterruptedException, IOException {
        try (LoadRun run = run(load)) {
            if (load.workload().before() != Workload.Before.NEW_KEYS) {
                run.prepare();
            }
            return run.measure();
        }
    }
}
