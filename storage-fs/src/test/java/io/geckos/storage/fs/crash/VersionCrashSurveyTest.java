package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.disk.SyncOmittingFileOps;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whenever the power fails in a bucket that keeps versions, each version is what was answered, and in its place. */
class VersionCrashSurveyTest {
    private static final int TREES = 2_000;
    private static final int TREES_BY_HAND = 1_500;

    /** How many places sync only where versions are kept; {@code docs/durability.md} says so too. */
    private static final int PLACES = 21;

    @Test
    void whateverACrashLeavesOfVersionsIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.NONE);
        for (CrashScenario scenario : VersionScenarios.sequences()) {
            assertEquals(Optional.empty(), survey.violation(RecordedRun.of(scenario, 0, UnaryOperator.identity()), 0));
        }
        System.out.println("versions, one after another: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }

    @Test
    void whateverACrashLeavesOfVersionsThatPeopleChangeIsWhatTheyDid() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.NONE);
        for (CrashScenario scenario : VersionScenarios.manualChanges()) {
            assertEquals(Optional.empty(), survey.violation(RecordedRun.of(scenario, 0, UnaryOperator.identity()), 0));
        }
        System.out.println("versions, by hand: " + survey);
        assertTrue(survey.trees() >= TREES_BY_HAND, survey::toString);
    }

    @Test
    void whateverACrashLeavesOfTwoAtTheSameTimeIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.MOVES);
        for (CrashScenario scenario : VersionScenarios.pairs()) {
            assertEquals(Optional.empty(), CrashSurveyTest.overlapping(survey, scenario, UnaryOperator.identity()));
        }
        System.out.println("versions, at the same time: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }

    @Test
    void noSyncOfVersionsCanBeLeftOut() throws FileFault {
        Set<String> all = places(VersionScenarios.sequences());
        all.removeAll(places(CrashScenarios.sequences()));
        Set<String> idle = new TreeSet<>();
        for (String place : all) {
            if (!isViolated(files -> new SyncOmittingFileOps(files, new TreeSet<>(), Set.of(place)))) {
                idle.add(place);
            }
        }
        System.out.println(all.size() + " more places sync where versions are kept: " + all);
        assertEquals(Set.of(), idle);
        assertEquals(PLACES, all.size());
    }

    private static Set<String> places(List<CrashScenario> scenarios) throws FileFault {
        Set<String> all = new TreeSet<>();
        for (CrashScenario scenario : scenarios) {
            RecordedRun _ = RecordedRun.of(scenario, 0, files -> new SyncOmittingFileOps(files, all, Set.of()));
        }
        return all;
    }

    private static boolean isViolated(UnaryOperator<FileOps> between) throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.NONE);
        for (CrashScenario scenario : VersionScenarios.sequences()) {
            if (survey.violation(RecordedRun.of(scenario, 0, between), 0).isPresent()) {
                return true;
            }
        }
        for (CrashScenario scenario : VersionScenarios.pairsThatRevealBugs()) {
            if (CrashSurveyTest.overlapping(survey, scenario, between).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
