package io.geckos.domain.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All background tasks of a server: those of the storage, and those that other parts of the server add. Safe for many
 * threads.
 */
public final class BackgroundTaskRegistry {
    private final List<BackgroundTask> tasks = new CopyOnWriteArrayList<>();

    /** Begins with the tasks of a storage. */
    public BackgroundTaskRegistry(Storage storage) {
        storage.backgroundTasks().forEach(this::add);
    }

    /** Adds a task; {@link IllegalArgumentException} if another has its name. */
    public synchronized void add(BackgroundTask task) {
        if (find(task.name()).isPresent()) {
            throw new IllegalArgumentException("two background tasks have the name " + task.name());
        }
        tasks.add(task);
    }

    /** All tasks, in the order they were added. */
    public List<BackgroundTask> all() {
        return List.copyOf(tasks);
    }

    /** The task of that name. */
    public Optional<BackgroundTask> find(String name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }
}
