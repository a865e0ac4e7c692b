package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.client.CommandException;
import dev.serai.daytona.client.CommandPlan;
import dev.serai.daytona.client.OutputCollector;
import dev.serai.daytona.client.ProcessError;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.run.CommandResult;
import dev.serai.support.run.FailOn;
import dev.serai.support.run.RunResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** What all ways of running something share: the plan, the outcome, and the end when the route stops. */
final class Running {

    private final Access access;
    private final long maxOutput;
    private final Duration patience;
    private final FailOn failOn;
    private final RunResult form;
    private final Set<Runnable> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Running(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        var options = endpoint.getProcessOptions();
        maxOutput = options.getMaxOutput();
        patience = Duration.ofMillis(options.getReconnectTimeout());
        failOn = options.getFailOn();
        form = options.getResult();
        if (maxOutput < 1) {
            throw Arguments.bad("maxOutput has to be at least 1");
        }
    }

    CommandPlan plan(Arguments arguments, String command) {
        return new CommandPlan(
                command, arguments.text("cwd"), arguments.map("env"), access.patience(arguments), maxOutput, patience);
    }

    OutputCollector output() {
        return new OutputCollector(maxOutput);
    }

    /** How long the connection to a log may be lost. */
    Duration patience() {
        return patience;
    }

    /** Work in the sandbox that ends with its exchange and with the route, also where it has not begun by then. */
    <T> CompletionStage<T> within(Exchange exchange, Function<Toolbox, CompletableFuture<T>> work) {
        var giveUp = new GiveUp<T>();
        exchange.getExchangeExtension().addOnCompletion(giveUp);
        watch(giveUp::cancel, giveUp.result());
        try {
            giveUp.follow(access.within(exchange, toolbox -> giveUp.begin(() -> work.apply(toolbox))));
        } catch (RuntimeException e) {
            giveUp.follow(CompletableFuture.failedFuture(e));
        }
        return giveUp.result();
    }

    /** Remembers what is to be cancelled when the route stops. */
    <T> CompletableFuture<T> watched(CompletableFuture<T> work) {
        watch(() -> work.cancel(true), work);
        return work;
    }

    private void watch(Runnable cancel, CompletableFuture<?> work) {
        underWay.add(cancel);
        work.whenComplete((done, error) -> underWay.remove(cancel));
        if (closed) {
            cancel.run();
        }
    }

    /** The work in the sandbox is ended, too: a cancelled run kills its command. */
    void cancelAll() {
        closed = true;
        underWay.forEach(Runnable::run);
    }

    /** Refuses an option that would do nothing. */
    static void refuse(DaytonaEndpoint endpoint, String option, String value, String why) {
        if (value != null) {
            throw Arguments.bad(option + " does nothing with daytona:" + endpoint.getOperation() + why);
        }
    }

    /** The same for what only commands and code by themselves have. */
    static void refuseThoseOfRuns(DaytonaEndpoint endpoint) {
        var options = endpoint.getProcessOptions();
        refuse(endpoint, "arguments", options.getArguments(), "");
        refuse(endpoint, "collect", options.getCollect(), "");
        refuse(endpoint, "linesTo", options.getLinesTo(), "");
    }

    void answer(Exchange exchange, CommandResult result, Map<String, Object> map) {
        if (failOn != FailOn.NEVER && result.timedOut()) {
            throw new CommandException(
                    ProcessError.TIMED_OUT,
                    "it ran longer than "
                            + access.patience(access.arguments(exchange)).toMillis() + " ms and was stopped",
                    result,
                    null);
        }
        if (failOn == FailOn.EXIT && !result.succeeded()) {
            throw new CommandException(
                    ProcessError.FAILED,
                    "it ended with the exit code " + result.exitCode() + last(result),
                    result,
                    null);
        }
        var message = exchange.getMessage();
        message.setHeader(DaytonaConstants.EXIT_CODE, result.exitCode());
        if (form == RunResult.MAP) {
            message.setBody(map);
            return;
        }
        // A text has no place for files.
        message.setHeader(DaytonaConstants.FILES, map.get("files"));
        message.setHeader(DaytonaConstants.FILE_ERRORS, map.get("fileErrors"));
        message.setBody(result.asText());
    }

    /** Its last line says mostly what went wrong. */
    private static String last(CommandResult result) {
        var text = (result.stderr().isBlank() ? result.stdout() : result.stderr()).strip();
        var line = text.substring(text.lastIndexOf('\n') + 1);
        return line.isEmpty() ? "" : ": " + (line.length() > 200 ? line.substring(0, 200) + "..." : line);
    }
}
