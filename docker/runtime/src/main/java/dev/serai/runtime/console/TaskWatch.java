package dev.serai.runtime.console;

import dev.serai.people.Inbox;
import dev.serai.people.task.TaskQuery;
import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Tells open pages of tasks that came or went. It looks only while a page listens: other processes ask people too. */
final class TaskWatch {

    private static final int PAUSE_MILLIS = 2_000;

    private final CamelContext context;
    private final News news;
    private Set<String> known = Set.of();
    private boolean looking;
    private Vertx vertx;
    private long timer;

    TaskWatch(CamelContext context, News news) {
        this.context = context;
        this.news = news;
    }

    /** With the first page that listens; a second call does nothing. */
    synchronized void start(Vertx onWhich) {
        if (vertx == null) {
            vertx = onWhich;
            timer = vertx.setPeriodic(PAUSE_MILLIS, id -> look());
        }
    }

    synchronized void stop() {
        if (vertx != null) {
            vertx.cancelTimer(timer);
        }
    }

    private void look() {
        var inbox = news.readers() == 0 ? null : Inbox.of(context).orElse(null);
        synchronized (this) {
            if (inbox == null || looking) {
                return;
            }
            looking = true;
        }
        inbox.ids(TaskQuery.open(TaskQuery.MOST)).whenComplete((open, error) -> found(error == null ? open : null));
    }

    /** @param open null when the store did not answer; the inbox says so to whoever looks into it */
    private void found(List<String> open) {
        var changed = new HashSet<String>();
        synchronized (this) {
            looking = false;
            if (open != null) {
                var now = Set.copyOf(open);
                known.stream().filter(id -> !now.contains(id)).forEach(changed::add);
                now.stream().filter(id -> !known.contains(id)).forEach(changed::add);
                known = now;
            }
        }
        changed.forEach(id -> news.publish("task", id));
    }
}
