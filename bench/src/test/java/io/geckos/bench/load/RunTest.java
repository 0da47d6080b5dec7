package io.geckos.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.bench.FakeS3;
import io.geckos.bench.Loads;
import io.geckos.bench.http.Credentials;
import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.RequestFailed;
import io.geckos.bench.measure.Operation;
import io.geckos.bench.s3.Signing;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunTest {
    private final FakeS3 s3 = new FakeS3();

    RunTest() throws IOException {}

    @AfterEach
    void stop() {
        s3.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyWorkloadEndsWithoutAFailure(Workload workload) throws Exception {
        Result result = measure(Loads.of(workload));
        assertEquals(Map.of(), result.failures());
        assertTrue(result.requests() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void everySigningIsAccepted(Signing signing) throws Exception {
        assertEquals(Map.of(), measure(Loads.of(Workload.MIXED, signing)).failures());
        assertEquals(Map.of(), measure(Loads.of(Workload.MULTIPART, signing)).failures());
        assertEquals(Map.of(), measure(Loads.of(Workload.PUT, signing)).failures());
    }

    @ParameterizedTest
    @CsvSource({"PUT,PUT", "GET,GET", "HEAD,HEAD", "LIST,LIST", "MANY_SMALL_IN_ONE_DIRECTORY,PUT"})
    void asManyRequestsAreCountedAsWereAskedFor(Workload workload, Operation operation) throws Exception {
        Result result = measure(Loads.of(workload));
        assertEquals(Set.of(operation), result.operations().keySet());
        assertEquals(Loads.STEPS, result.requests());
    }

    @Test
    void bytesMovedAreThoseOfTheObjects() throws Exception {
        Load load = Loads.of(Workload.PUT);
        long bytes = 0;
        for (long number = 0; number < Loads.STEPS; number++) {
            bytes += load.objects().size(number % load.objects().count());
        }
        assertEquals(bytes, measure(load).bytes());
    }

    @Test
    void aBucketThatIsThereIsUsedWhateverTheServerCallsIt() throws Exception {
        measure(Loads.of(Workload.PUT));
        assertEquals(Map.of(), measure(Loads.of(Workload.PUT)).failures());
        s3.knowNoOwners();
        assertEquals(Map.of(), measure(Loads.of(Workload.PUT)).failures());
    }

    @Test
    void deleteEndsWhenNothingIsLeft() throws Exception {
        Result result = measure(Loads.of(Workload.DELETE));
        assertEquals(60, result.requests());
        assertEquals(Set.of(), s3.objects().keySet());
    }

    @Test
    void mixedSendsWhatItsMixHolds() throws Exception {
        Result result = measure(Loads.of(Workload.MIXED));
        assertEquals(
                Set.of(Operation.GET, Operation.HEAD, Operation.PUT, Operation.DELETE, Operation.LIST),
                result.operations().keySet());
    }

    @Test
    void cleaningLeavesNothing() throws Exception {
        for (Workload workload : Workload.values()) {
            try (Run run = run(Loads.of(workload))) {
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
        assertOnlyFailure("measure: wrong bytes", measure(Loads.of(Workload.GET)));
    }

    @Test
    void aShortenedObjectIsAFailure() throws Exception {
        s3.damage(bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        assertOnlyFailure("measure: wrong length", measure(Loads.of(Workload.GET)));
    }

    @Test
    void anObjectOfAnotherKeyIsAFailure() throws Exception {
        Load load = Loads.of(Workload.GET);
        byte[] other = new byte[1000];
        s3.damage(bytes -> bytes.length == other.length ? other : bytes);
        assertOnlyFailure("measure: wrong bytes", measure(load));
    }

    @Test
    void lostWritesAreFoundAfterwards() throws Exception {
        s3.forget();
        assertOnlyFailure("read back: 404 NoSuchKey", measure(Loads.of(Workload.PUT)));
    }

    @Test
    void deletesThatDidNothingAreFoundAfterwards() throws Exception {
        try (Run run = run(Loads.of(Workload.DELETE))) {
            run.prepare();
            s3.forget();
            assertOnlyFailure("look for deleted: deleted, but still there", run.measure());
        }
    }

    @Test
    void mixedNoticesLostWritesAndDeletes() throws Exception {
        try (Run run = run(Loads.of(Workload.MIXED))) {
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
        Set<String> failures = measure(Loads.of(Workload.MULTIPART)).failures().keySet();
        assertTrue(failures.contains("measure: 200 InternalError"), failures::toString);
    }

    @Test
    void aListingThatMissesAKeyIsAFailure() throws Exception {
        try (Run run = run(Loads.of(Workload.LIST))) {
            run.prepare();
            s3.objects().pollLastEntry();
            assertOnlyFailure("measure: listing with keys too few or too many", run.measure());
        }
    }

    @Test
    void aWrongSecretIsToldAtOnce() {
        Endpoint stranger = s3.endpoint(new Credentials("access", "wrong"));
        RequestFailed refused = assertThrows(
                RequestFailed.class, () -> new Run(stranger, Loads.of(Workload.GET), Progress.NONE).createBucket());
        assertEquals("CreateBucket: 403 SignatureDoesNotMatch", refused.getMessage());
    }

    @Test
    void aBucketThatIsThereIsFine() throws Exception {
        try (Run run = run(Loads.of(Workload.GET))) {
            run.createBucket();
            run.createBucket();
        }
    }

    private static void assertOnlyFailure(String expected, Result result) {
        assertEquals(Set.of(expected), result.failures().keySet());
    }

    private Run run(Load load) {
        return new Run(s3.endpoint(), load, Progress.NONE);
    }

    private Result measure(Load load) throws InterruptedException, IOException {
        try (Run run = run(load)) {
            if (load.workload().before() != Workload.Before.NEW_KEYS) {
                run.prepare();
            }
            return run.measure();
        }
    }
}
