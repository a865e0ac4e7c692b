package dev.serai.runtime.console;

import io.vertx.ext.web.Router;

/**
 * The page behind a signed link, for people who have no login: one question, and nothing else of the console. Its files
 * lie below its own path, so that nothing beside that path needs to be open.
 */
final class AnswerPages {

    private static final String FILES = "/answer/-/";

    private final Site site;
    private final Tasks tasks;
    private final Work work;

    AnswerPages(Site site, Tasks tasks, Work work) {
        this.site = site;
        this.tasks = tasks;
        this.work = work;
    }

    void addTo(Router router) {
        var api = new Api(router, work);
        router.get(FILES + "*")
                .handler(request -> site.serve(request, request.normalizedPath().substring(FILES.length())));
        api.get("/answer/:id/task", tasks::getByToken);
        api.post("/answer/:id/task", tasks::answerByToken);
        router.get("/answer/:id").handler(request -> site.serve(request, "answer.html"));
        api.close("/answer");
    }
}
