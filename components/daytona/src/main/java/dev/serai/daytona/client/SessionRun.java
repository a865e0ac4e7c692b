package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.json.Json;
import dev.serai.support.run.CommandResult;
import dev.serai.support.service.Replies;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A command in a session of its own, started in the background and followed through its log: a call that waits for the
 * end would be cut by proxies. The session is deleted at the end, which also kills what is still running.
 */
public final class SessionRun {

    private static final Duration EXIT_CODE_LIMIT = Duration.ofSeconds(10);

    private final Toolbox toolbox;
    private final CommandPlan plan;
    private final OutputCollector output;
    private final LogReader reader;
    private final String session = "serai-" + UUID.randomUUID();
    private final CallFuture<CommandResult> result = new CallFuture<>(() -> end(null));
    private CompletableFuture<?> step = CompletableFuture.completedFuture(null);
    private Future<?> alarm = CompletableFuture.completedFuture(null);
    private boolean ended;

    private SessionRun(Toolbox toolbox, CommandPlan plan, LogReader listener) {
        this.toolbox = toolbox;
        this.plan = plan;
        output = new OutputCollector(plan.maxOutput());
        reader = listener == null ? output : new Both(output, listener);
    }

    /**
     * What the command came to. To cancel it kills the command.
     *
     * @param listener hears the output while it comes; may be null
     */
    public static CompletableFuture<CommandResult> start(Toolbox toolbox, CommandPlan plan, LogReader listener) {
        var run = new SessionRun(toolbox, plan, listener);
        run.begin();
        return run.result;
    }

    private void begin() {
        var create = toolbox.post("/process/session", Json.object().put("sessionId", session))
                .build();
        var command = Shell.contained(plan.command(), plan.cwd(), plan.env());
        watch(toolbox.ask(create, Family.PROCESS).thenCompose(created -> {
            var exec = toolbox.post(
                            "/process/session/" + session + "/exec",
                            Json.object().put("command", command).put("runAsync", true))
                    .build();
            return toolbox.ask(exec, Family.PROCESS);
        }));
    }

    private void watch(CompletableFuture<JsonNode> begun) {
        try {
            alarm = toolbox.gateway()
                    .port()
                    .timer()
                    .schedule(
                            () -> toolbox.gateway().port().executor().execute(this::late),
                            plan.timeout().toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            begun.cancel(true);
        }
        step(begun);
        begun.whenComplete((answer, error) -> {
            if (error != null) {
                fail(error);
            } else {
                follow(Replies.text(answer, "cmdId"));
            }
        });
    }

    private void follow(String command) {
        // An id that leaves its place in the path is none.
        if (command == null || command.isEmpty() || command.startsWith(".")) {
            fail(toolbox.faults("/process/session").unreadable("names no command"));
            return;
        }
        var log = CommandLog.of(session, command);
        var following = log.follow(toolbox, reader, plan.patience());
        step(following);
        following.whenComplete((done, error) -> {
            if (error != null) {
                fail(error);
            } else {
                conclude(log);
            }
        });
    }

    private void conclude(CommandLog log) {
        var polling = Polling.until(
                toolbox.gateway().port(),
                () -> log.exitCode(toolbox),
                Objects::nonNull,
                EXIT_CODE_LIMIT,
                last -> new CommandException(
                        ProcessError.NO_END,
                        "the command ended without an exit code",
                        output.result(null, false),
                        null));
        step(polling);
        polling.whenComplete((code, error) -> {
            if (error != null) {
                fail(error);
            } else {
                end(() -> result.deliver(output.result(code, false)));
            }
        });
    }

    private void late() {
        end(() -> result.deliver(output.result(null, true)));
    }

    private void fail(Throwable error) {
        var cause = Failures.unwrap(error);
        end(() -> result.fail(
                cause instanceof CommandException || !(cause instanceof DaytonaException known)
                        ? cause
                        : new CommandException(known.code(), known.getFact(), output.result(null, false), known)));
    }

    /** What is under way now, so that it can be left. */
    private synchronized void step(CompletableFuture<?> next) {
        step = next;
        if (ended) {
            next.cancel(true);
        }
    }

    private void end(Runnable outcome) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        alarm.cancel(false);
        step.cancel(true);
        reader.stop();
        toolbox.farewell("/process/session/" + session, "the session " + session);
        if (outcome != null) {
            outcome.run();
        }
    }
}
