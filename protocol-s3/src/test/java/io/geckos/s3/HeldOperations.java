package io.geckos.s3;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.s3.testkit.ExecutedOperations;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails if docs/compatibility.md names this test class for an operation that none of its tests calls. */
public final class HeldOperations implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        if (isOutermost(context)) {
            ExecutedOperations.clear();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (isOutermost(context)) {
            Class<?> test = context.getRequiredTestClass();
            Set<String> executed = ExecutedOperations.names();
            for (String operation : CompatibilityTest.operationsHeldBy(test)) {
                assertTrue(
                        executed.contains(operation),
                        () -> "docs/compatibility.md says that " + test.getSimpleName() + " holds " + operation
                                + ", but its tests carried out " + executed);
            }
        }
    }

    private static boolean isOutermost(ExtensionContext context) {
        return context.getRequiredTestClass().getEnclosingClass() == null;
    }
}
