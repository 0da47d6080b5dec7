package io.geckos.domain.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackgroundTaskRegistryTest {
    private final BackgroundTask scrub = new BackgroundTaskProgress("scrub", true);
    private final BackgroundTaskRegistry tasks = new BackgroundTaskRegistry(storage(List.of(scrub)));

    private static Storage storage(List<BackgroundTask> tasks) {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (_, _, _) -> tasks);
    }

    @Test
    void tasksOfTheStorageComeFirst() {
        BackgroundTask lifecycle = new BackgroundTaskProgress("lifecycle", true);
        tasks.add(lifecycle);
        assertEquals(List.of(scrub, lifecycle), tasks.all());
        assertEquals(Optional.of(lifecycle), tasks.find("lifecycle"));
        assertEquals(Optional.empty(), tasks.find("none"));
    }

    @Test
    void aNameIsTakenOnce() {
        BackgroundTask other = new BackgroundTaskProgress("scrub", false);
        assertThrows(IllegalArgumentException.class, () -> tasks.add(other));
        assertEquals(List.of(scrub), tasks.all());
    }
}
