package io.geckos.storage.fs.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.storage.fs.files.FileFault;
import io.geckos.storage.fs.files.FileHandle;
import io.geckos.storage.fs.files.FileOps;
import io.geckos.storage.fs.files.ForwardingFileOps;
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

/** Whenever the power fails, the engine finds what was answered, whole, and nothing to repair. */
class CrashSurveyTest {
    private static final int STATES = 100_000;
    private static final int TREES = 4_000;
    private static final int TREES_OF_PAIRS = 100_000;

    /** How many places in the engine sync; {@code docs/durability.md} says so too. */
    private static final int PLACES = 45;

    /** What is lost there is written again at the next start. */
    private static final Set<String> HARMLESS = Set.of("DataDirectoryFormat.write < DataDirectoryFormat.write (0)");

    /** The scenarios are deterministic, so a run that grew poorer did so by a change of these tests or the engine. */
    @Test
    void whateverACrashLeavesIsWhatWasAnswered() throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.NONE);
        List<CrashScenario> scenarios = new ArrayList<>(CrashScenarios.sequences());
        scenarios.addAll(CrashScenarios.manualChanges());
        for (CrashScenario scenario : scenarios) {
            assertEquals(Optional.empty(), survey.violation(RecordedRun.of(scenario, 0, UnaryOperator.identity()), 0));
        }
        System.out.println("one after another: " + survey);
        assertTrue(survey.states() >= STATES && survey.trees() >= TREES, survey::toString);
    }

    /** As many pairs at a time as there are processors. */
    @Test
    void whateverACrashLeavesOfTwoAtTheSameTimeIsWhatWasAnswered() {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.MOVES);
        Optional<String> violation = Stream.concat(
                        CrashScenarios.pairs().stream(), CrashScenarios.handsMeanwhile().stream())
                .parallel()
                .map(scenario -> ofPair(survey, scenario))
                .flatMap(Optional::stream)
                .findAny();
        assertEquals(Optional.empty(), violation);
        System.out.println("at the same time: " + survey);
        assertTrue(survey.trees() >= TREES_OF_PAIRS, survey::toString);
    }

    private static Optional<String> ofPair(CrashSurvey survey, CrashScenario scenario) {
        try {
            return overlapping(survey, scenario, UnaryOperator.identity());
        } catch (FileFault fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** Holds the last call up before each of its changes in turn, while the one meanwhile gets as far as it can. */
    static Optional<String> overlapping(CrashSurvey survey, CrashScenario scenario, UnaryOperator<FileOps> between)
            throws FileFault {
        int held = scenario.calls().size() - 1;
        Optional<String> violation = Optional.empty();
        boolean last = false;
        for (int stop = 0; !last && violation.isEmpty(); stop++) {
            RecordedRun run = RecordedRun.of(scenario, stop, between);
            last = run.ended(held) < run.began(held + 1);
            violation = survey.violation(run, run.began(held + 1));
        }
        return violation;
    }

    @Test
    void noSyncCanBeLeftOut() throws FileFault {
        Set<String> all = new TreeSet<>();
        for (CrashScenario scenario : CrashScenarios.sequences()) {
            RecordedRun _ = RecordedRun.of(scenario, 0, files -> new SyncOmittingFileOps(files, all, Set.of()));
        }
        for (CrashScenario scenario : CrashScenarios.pairsThatRevealBugs()) {
            Optional<String> _ = overlapping(
                    new CrashSurvey(CrashStates.Order.NONE),
                    scenario,
                    files -> new SyncOmittingFileOps(files, all, Set.of()));
        }
        Set<String> idle = new TreeSet<>();
        for (String place : all) {
            if (!isViolated(files -> new SyncOmittingFileOps(files, new TreeSet<>(), Set.of(place)))) {
                idle.add(place);
            }
        }
        System.out.println(all.size() + " places sync: " + all);
        assertEquals(PLACES, all.size());
        assertEquals(HARMLESS, idle);
    }

    @Test
    void theBindingCannotBeLeftOut() throws FileFault {
        assertTrue(isViolated(files -> new ForwardingFileOps(files) {
            @Override
            public void setModified(FileHandle file, long nanos) throws FileFault {
                super.setModified(file, 0);
            }
        }));
    }

    private static boolean isViolated(UnaryOperator<FileOps> between) throws FileFault {
        CrashSurvey survey = new CrashSurvey(CrashStates.Order.NONE);
        for (CrashScenario scenario : CrashScenarios.sequences()) {
            if (survey.violation(RecordedRun.of(scenario, 0, between), 0).isPresent()) {
                return true;
            }
        }
        for (CrashScenario scenario : CrashScenarios.pairsThatRevealBugs()) {
            if (overlapping(survey, scenario, between).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
