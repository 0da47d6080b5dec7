package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.testkit.disk.OrderedFileOps;
import io.geckos.storage.fs.testkit.disk.SyncOmittingFileOps;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * On file systems whose journal keeps the order of changes the engine leaves out the syncs that are there only for that
 * order; and there, too, nothing is lost whenever the power fails.
 */
class JournalCrashSurveyTest {
    private static final int TREES = 1_000;

    /** How many places in the engine must sync on such a file system; {@code docs/durability.md} says so too. */
    private static final int NEEDED = 35;

    @Test
    void whateverACrashLeavesIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.ALL);
        for (CrashScenario scenario : sequences()) {
            assertEquals(Optional.empty(), survey.violation(RecordedRun.of(scenario, 0, OrderedFileOps::new), 0));
        }
        System.out.println("with a journal, one after another: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }

    private static List<CrashScenario> sequences() {
        List<CrashScenario> scenarios = new ArrayList<>(CrashScenarios.sequences());
        scenarios.addAll(CrashScenarios.manualChanges());
        scenarios.addAll(VersionScenarios.sequences());
        scenarios.addAll(VersionScenarios.manualChanges());
        return scenarios;
    }

    @Test
    void whateverACrashLeavesOfTwoAtTheSameTimeIsWhatWasAnswered() {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.ALL);
        Optional<String> violation = Stream.of(
                        CrashScenarios.pairs(), CrashScenarios.handsMeanwhile(), VersionScenarios.pairs())
                .flatMap(List::stream)
                .parallel()
                .map(scenario -> ofPair(survey, scenario))
                .flatMap(Optional::stream)
                .findAny();
        assertEquals(Optional.empty(), violation);
        System.out.println("with a journal, at the same time: " + survey);
        assertTrue(survey.trees() >= TREES, survey::toString);
    }

    private static Optional<String> ofPair(CrashSurvey survey, CrashScenario scenario) {
        try {
            return CrashSurveyTest.overlapping(survey, scenario, OrderedFileOps::new);
        } catch (FileFault fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /**
     * Of the others, which keep an order or repeat what a later one does, not one alone loses anything of one call after
     * another.
     */
    @Test
    void syncsThatAreNeededCannotBeLeftOut() throws FileFault {
        Set<String> all = new TreeSet<>();
        for (CrashScenario scenario : sequences()) {
            RecordedRun _ = RecordedRun.of(scenario, 0, files -> omitting(files, all, Set.of()));
        }
        Set<String> needed = new TreeSet<>();
        for (String place : all) {
            if (isViolated(files -> omitting(files, new TreeSet<>(), Set.of(place)))) {
                needed.add(place);
            }
        }
        System.out.println(needed.size() + " of " + all.size() + " places must sync with a journal: " + needed);
        assertEquals(NEEDED, needed.size());
    }

    private static FileOps omitting(FileOps files, Set<String> noted, Set<String> forgotten) {
        return new OrderedFileOps(new SyncOmittingFileOps(files, noted, forgotten));
    }

    private static boolean isViolated(UnaryOperator<FileOps> between) throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.ALL);
        for (CrashScenario scenario : sequences()) {
            if (survey.violation(RecordedRun.of(scenario, 0, between), 0).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
