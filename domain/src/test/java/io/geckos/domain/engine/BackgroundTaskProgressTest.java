package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BackgroundTaskProgressTest {
    private final BackgroundTaskProgress task = new BackgroundTaskProgress("scrub", true);

    @Test
    void aStopBeforeTheThreadHearsOfTheStartLeavesNothingToDo() {
        assertTrue(task.start());
        assertTrue(task.stop());
        assertFalse(task.take());
        assertFalse(task.report().running());
    }

    @Test
    void aStopBetweenHearingAndBeginningEndsTheRun() {
        assertTrue(task.start());
        assertTrue(task.take());
        assertTrue(task.stop());
        task.begin();
        assertTrue(task.isOver());
    }

    @Test
    void aRunOnScheduleIsNotEndedByAStopBeforeIt() {
        assertFalse(task.stop());
        assertFalse(task.take());
        task.begin();
        assertFalse(task.isOver());
    }

    @Test
    void aRunThatCannotBeginLeavesTheNextOneAlone() {
        assertTrue(task.start());
        assertTrue(task.take());
        assertFalse(task.start(), "one is about to begin");
        assertTrue(task.stop());
        task.giveUp();
        assertFalse(task.report().running());
        assertTrue(task.start());
        assertTrue(task.take());
        task.begin();
        assertFalse(task.isOver());
    }
}
