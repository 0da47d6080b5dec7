package io.geckos.bench.load;

import io.geckos.bench.http.Endpoint;
import io.geckos.bench.http.RequestFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Puts several endpoints under the same loads in turn, so that what else the machine does falls on all of them alike. */
public final class MeasureRounds {
    private final List<Endpoint> endpoints;
    private final List<LoadPlan> loads;
    private final Plan plan;
    private final ProgressListener progress;

    /**
     * What is done around the measuring.
     *
     * @param rounds 1 or more
     * @param prepared whether objects that no run changes are there from an earlier time
     * @param clean whether objects are deleted in the end
     */
    public record Plan(int rounds, boolean prepared, boolean clean) {}

    public MeasureRounds(List<Endpoint> endpoints, List<LoadPlan> loads, Plan plan, ProgressListener progress) {
        this.endpoints = List.copyOf(endpoints);
        this.loads = List.copyOf(loads);
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * All results in the order they were measured, each also passed to {@code measured} at once.
     *
     * @throws RequestFailure when a bucket is not there and cannot be created
     */
    public List<RunResult> run(Consumer<RunResult> measured) throws RequestFailure, InterruptedException, IOException {
        List<RunResult> results = new ArrayList<>();
        List<Endpoint> turns = new ArrayList<>(endpoints);
        for (int round = 0; round < plan.rounds(); round++) {
            for (LoadPlan load : loads) {
                for (Endpoint endpoint : turns) {
                    RunResult result = run(endpoint, load, round);
                    results.add(result);
                    measured.accept(result);
                }
            }
            // Whoever comes first in a round must not always be the same.
            Collections.rotate(turns, -1);
        }
        return results;
    }

    private RunResult run(Endpoint endpoint, LoadPlan load, int round)
            throws RequestFailure, InterruptedException, IOException {
        Workload.Before before = load.workload().before();
        boolean lasting = before == Workload.Before.WRITE_ONCE;
        try (LoadRun run =
                new LoadRun(endpoint, before == Workload.Before.NEW_KEYS ? onNewKeys(load) : load, progress)) {
            run.createBucket();
            if (before == Workload.Before.WRITE || (lasting && round == 0 && !plan.prepared())) {
                run.prepare();
            }
            RunResult result = run.measure();
            if (plan.clean() && (!lasting || round == plan.rounds() - 1)) {
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
