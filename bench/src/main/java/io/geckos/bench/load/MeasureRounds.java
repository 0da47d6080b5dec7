package io.geckos.bench.load;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.RequestFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs the same loads on several endpoints in turn, so that other work of the machine affects all of them equally. */
public final class MeasureRounds {
    private final List<Endpoint> endpoints;
    private final List<LoadPlan> loads;
    private final Plan plan;
    private final ProgressListener progress;

    /**
     * The rounds, and the work before and after them.
     *
     * @param rounds 1 or more
     * @param prepared whether the objects that no run changes exist already
     * @param clean whether the objects are deleted at the end
     * @param launcher a command of the shell that becomes the server of an endpoint, whose name and port are appended to
     *     it. In each round each server is started anew, measured alone by all loads, and ended. If empty, the servers
     *     run already
     */
    public record Plan(int rounds, boolean prepared, boolean clean, Optional<String> launcher) {}

    public MeasureRounds(List<Endpoint> endpoints, List<LoadPlan> loads, Plan plan, ProgressListener progress) {
        this.endpoints = List.copyOf(endpoints);
        this.loads = List.copyOf(loads);
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * All results in the order they were measured, each also passed to {@code measured} at once.
     *
     * @throws RequestFailure if a bucket does not exist and cannot be created
     */
    public List<RunResult> run(Consumer<RunResult> measured) throws RequestFailure, InterruptedException, IOException {
        List<RunResult> results = new ArrayList<>();
        List<Endpoint> turns = new ArrayList<>(endpoints);
        Consumer<RunResult> both = measured.andThen(results::add);
        for (int round = 0; round < plan.rounds(); round++) {
            if (plan.launcher().isPresent()) {
                for (Endpoint endpoint : turns) {
                    runLaunched(plan.launcher().get(), endpoint, both);
                }
            } else {
                for (LoadPlan load : loads) {
                    for (Endpoint endpoint : turns) {
                        both.accept(run(endpoint, load, round == 0, round == plan.rounds() - 1));
                    }
                }
            }
            // The first endpoint of a round must not always be the same.
            Collections.rotate(turns, -1);
        }
        return results;
    }

    private void runLaunched(String launcher, Endpoint endpoint, Consumer<RunResult> measured)
            throws RequestFailure, InterruptedException, IOException {
        String line = "exec " + launcher + " \"$@\"";
        List<String> command = List.of("sh", "-c", line, "launch", endpoint.name(), String.valueOf(endpoint.port()));
        try (LaunchedServer server = LaunchedServer.start(endpoint, command)) {
            for (LoadPlan load : loads) {
                measured.accept(run(server.endpoint(), load, true, true));
            }
        }
    }

    private RunResult run(Endpoint endpoint, LoadPlan load, boolean first, boolean last)
            throws RequestFailure, InterruptedException, IOException {
        Workload.Before before = load.workload().before();
        boolean lasting = before == Workload.Before.WRITE_ONCE;
        try (LoadRun run =
                new LoadRun(endpoint, before == Workload.Before.NEW_KEYS ? onNewKeys(load) : load, progress)) {
            run.createBucket();
            if (before == Workload.Before.WRITE || (lasting && first && !plan.prepared())) {
                run.prepare();
            }
            RunResult result = run.measure();
            if (plan.clean() && (!lasting || last)) {
                run.clean();
            }
            return result;
        }
    }

    private static LoadPlan onNewKeys(LoadPlan load) {
        String prefix = load.objects().keys().prefix();
        String unique = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        return load.withPrefix(prefix.substring(0, prefix.length() - 1) + '-' + unique + '/');
    }
}
