package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.geckos.domain.error.StorageException;
import io.geckos.iam.wire.QueryException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IamErrorMappingTest {
    @Test
    void statusTellsWhetherTryingAgainHelps() {
        List<RuntimeException> failures = List.of(
                new StorageException.OutOfSpace("full"),
                new StorageException.Busy("busy"),
                new StorageException.Unavailable("silent", new IllegalStateException()),
                new IllegalStateException("a fault of the program"));
        assertEquals(
                List.of("507 ServiceFailure", "503 ServiceUnavailable", "503 ServiceUnavailable", "500 ServiceFailure"),
                failures.stream().map(IamErrorMappingTest::answer).toList());
    }

    private static String answer(RuntimeException failure) {
        QueryException error = IamErrorMapping.of(failure, "1");
        return error.status() + " " + error.code();
    }
}
