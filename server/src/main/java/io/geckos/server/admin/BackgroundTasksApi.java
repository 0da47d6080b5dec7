package io.geckos.server.admin;

import io.geckos.domain.engine.BackgroundTask;
import io.geckos.domain.engine.BackgroundTaskRegistry;
import io.geckos.domain.engine.BackgroundTaskReport;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lets an operator look at background tasks, start them and stop them. */
public final class BackgroundTasksApi {
    private static final String PATH = "/admin/v1/chores";

    private final BackgroundTaskRegistry tasks;

    public BackgroundTasksApi(BackgroundTaskRegistry tasks) {
        this.tasks = tasks;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", PATH, access.guard(_ -> list()))
                .add("GET", PATH + "/{chore}", access.guard(request -> answer(chore(request))))
                .add("POST", PATH + "/{chore}/start", access.guard(this::start))
                .add("POST", PATH + "/{chore}/stop", access.guard(this::stop));
    }

    private AdminResponse list() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        tasks.all().forEach(chore -> all.add(json(chore)));
        return AdminResponse.json(Json.createObjectBuilder().add("chores", all).build());
    }

    private AdminResponse start(AdminRequest request) {
        BackgroundTask chore = chore(request);
        if (!chore.start()) {
            throw new AdminRefusal(409, chore.name() + " is running already");
        }
        return answer(chore);
    }

    private AdminResponse stop(AdminRequest request) {
        BackgroundTask chore = chore(request);
        if (!chore.stop()) {
            throw new AdminRefusal(409, chore.name() + " is not running");
        }
        return answer(chore);
    }

    private BackgroundTask chore(AdminRequest request) {
        String name = request.parameter("chore");
        return tasks.find(name)
                .orElseThrow(() -> new AdminRefusal(
                        404,
                        "there is no chore " + name + ", but "
                                + tasks.all().stream().map(BackgroundTask::name).collect(Collectors.joining(", "))));
    }

    private static AdminResponse answer(BackgroundTask chore) {
        return AdminResponse.json(json(chore).build());
    }

    private static JsonObjectBuilder json(BackgroundTask chore) {
        BackgroundTaskReport report = chore.report();
        JsonObjectBuilder figures = Json.createObjectBuilder();
        new TreeMap<>(report.figures()).forEach(figures::add);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("name", chore.name())
                .add("running", report.running())
                .add("scheduled", report.scheduled())
                .add("state", state(report));
        report.began().ifPresent(it -> json.add("began", it.toString()));
        report.ended().ifPresent(it -> json.add("ended", it.toString()));
        report.finished().ifPresent(it -> json.add("finished", it.toString()));
        return json.add("figures", figures).add("problems", Json.createArrayBuilder(report.problems()));
    }

    /** The state in one word. A task that is switched off must not look like one that found nothing. */
    private static String state(BackgroundTaskReport report) {
        if (report.running()) {
            return "running";
        }
        return report.scheduled() ? "waiting" : "off";
    }
}
