package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.FileFault;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whenever the power fails in a bucket that keeps versions, each version is what was answered, and in its place. */
class VersionCrashSurveyTest {
    private static final int TREES = 2_000;

    @Test
    void whateverACrashLeavesOfVersionsIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Leaving.ALONE);
        for (CrashScenario scenario : VersionScenarios.sequences()) {
            assertEquals(Optional.empty(), survey.violation(RecordedRun.of(scenario, 0, UnaryOperator.identity()), 0));
        }
        System.out.println("versions, one after another: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }

    @Test
    void whateverACrashLeavesOfTwoAtTheSameTimeIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Leaving.IN_ORDER);
        for (CrashScenario scenario : VersionScenarios.pairs()) {
            assertEquals(Optional.empty(), CrashSurveyTest.overlapping(survey, scenario, UnaryOperator.identity()));
        }
        System.out.println("versions, at the same time: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }
}
