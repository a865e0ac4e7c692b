package dev.serai.runtime.console;

import dev.serai.runtime.http.HttpPages;
import dev.serai.runtime.imports.WorkflowImporter;
import dev.serai.runtime.load.Workflows;
import dev.serai.runtime.model.ModelInUse;
import dev.serai.runtime.record.RunListener;
import dev.serai.runtime.record.RunRecords;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** The pages and their API. */
public final class Console implements HttpPages, AutoCloseable {

    private final News news = new News();
    private final Work work;
    private final Work turns;
    private final Work reading;
    private final Site site = new Site();
    private final AgentList agents;
    private final Chat chat;
    private final ApprovalDecisions approvals;
    private final Systems systems;
    private final Session session;
    private final WorkflowList workflows;
    private final Imports imports;
    private final ImportedFolders imported;
    private final Workflows.Registration listening;
    private final Runs runs;
    private final Tasks tasks;
    private final TaskWatch taskWatch;
    private final RunRecords records;
    private final RunListener newRuns = changed -> changed.forEach(run -> news.publish("run", run.id()));

    /** @param model which model answers */
    public Console(
            CamelContext context,
            String environment,
            String version,
            Supplier<ModelInUse> model,
            Workflows loaded,
            WorkflowImporter importer,
            RunRecords records) {
        work = new Work(context, "Console", 4, 500);
        turns = new Work(context, "ConsoleChat", 16, 100);
        reading = new Work(context, "ConsoleImport", 1, 20);
        agents = new AgentList(context);
        chat = new Chat(agents, turns);
        approvals = new ApprovalDecisions(context);
        systems = new Systems(context, records, work);
        session = new Session(environment, version, model);
        workflows = new WorkflowList(loaded);
        imports = new Imports(importer, loaded, reading);
        imported = new ImportedFolders(loaded);
        tasks = new Tasks(context);
        taskWatch = new TaskWatch(context, news);
        runs = new Runs(records, workflows);
        this.records = records;
        records.listen(newRuns);
        listening = loaded.listen(path -> news.publish("workflow", path));
    }

    /** For those who know of changes. */
    public News news() {
        return news;
    }

    @Override
    public void addTo(Router router) {
        var api = new Api(router, work);
        api.get("/api/session", session::show);
        api.get("/api/agents", call -> agents.list());
        api.stream(HttpMethod.POST, "/api/chat", chat::serve);
        api.post("/api/approvals/:id", approvals::decide);
        api.get("/api/runs", runs::find);
        api.get("/api/runs/:id", runs::load);
        api.post("/api/runs/:id/again", runs::again);
        api.get("/api/workflows", workflows::list);
        api.post("/api/workflows/:id", workflows::turn);
        api.post("/api/workflows/:id/run", runs::start);
        api.get("/api/imports", imports::list);
        api.upload("/api/imports", imports::read);
        api.get("/api/imports/:id", imports::get);
        api.post("/api/imports/:id/enable", imports::enable);
        api.delete("/api/imports/:id", imports::remove);
        api.get("/api/imported/:id", imported::get);
        api.post("/api/imported/:id", imported::set);
        api.delete("/api/imported/:id", imported::remove);
        api.get("/api/tasks", tasks::find);
        api.get("/api/tasks/:id", tasks::get);
        api.get("/api/tasks/:id/attachments/:name", tasks::attachment);
        api.post("/api/tasks/:id/answer", tasks::answer);
        api.post("/api/tasks/:id/cancel", tasks::cancel);
        api.post("/api/tasks/:id/link", tasks::link);
        api.get("/api/systems", systems::look);
        api.stream(HttpMethod.GET, "/api/events", this::listen);
        api.close("/api");

        // Behind all others, so that a workflow may have any address but the pages' own.
        router.get("/").last().handler(request -> site.serve(request, "index.html"));
        router.get("/*")
                .last()
                .handler(request -> site.serve(request, request.normalizedPath().substring(1)));
    }

    /** Adds what a signed link leads to: the link itself says who may come. */
    public void addOpenTo(Router router) {
        new AnswerPages(site, tasks, work).addTo(router);
    }

    private void listen(RoutingContext request) {
        news.serve(request);
        taskWatch.start(request.vertx());
    }

    @Override
    public void close() {
        taskWatch.stop();
        listening.close();
        records.unlisten(newRuns);
        agents.close();
        systems.close();
        work.close();
        turns.close();
        reading.close();
    }
}
