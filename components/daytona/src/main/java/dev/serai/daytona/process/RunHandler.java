package dev.serai.daytona.process;

import dev.serai.daytona.Access;
import dev.serai.daytona.Arguments;
import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.RunVia;
import dev.serai.daytona.client.CommandPlan;
import dev.serai.daytona.client.DirectRun;
import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.SandboxFiles;
import dev.serai.daytona.client.SessionRun;
import dev.serai.daytona.client.Shell;
import dev.serai.daytona.client.Toolbox;
import dev.serai.daytona.files.Downloaded;
import dev.serai.support.run.CommandResult;
import dev.serai.support.run.LineTarget;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** Runs a command, or code of a language. */
public final class RunHandler implements OperationHandler {

    /** A language's file and what runs it. */
    private static final Map<String, List<String>> LANGUAGES = Map.of(
            "python", List.of("py", "python3 -u"),
            "javascript", List.of("js", "node"),
            "typescript", List.of("ts", "ts-node"));

    private final Access access;
    private final DaytonaEndpoint endpoint;
    private final Running running;
    private final String language;
    private final RunVia via;
    private LineTarget target;

    public RunHandler(DaytonaEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        running = new Running(endpoint, access);
        var operation = endpoint.getOperation();
        language = operation.startsWith("run/") ? operation.substring("run/".length()) : null;
        via = endpoint.getProcessOptions().getVia();
        var options = endpoint.getProcessOptions();
        if (language == null) {
            Running.refuse(endpoint, "arguments", options.getArguments(), ": they are part of the command");
        } else if (via == RunVia.CALL) {
            Running.refuse(
                    endpoint, "cwd", options.getCwd(), " and via=call: change it in the code, or use via=session");
        }
        if (via == RunVia.CALL && options.getLinesTo() != null) {
            throw Arguments.bad("linesTo needs via=session: with via=call the output comes as a whole");
        }
    }

    @Override
    public void start() throws Exception {
        var uri = endpoint.getProcessOptions().getLinesTo();
        if (uri != null) {
            target = new LineTarget(
                    endpoint.getCamelContext(),
                    uri,
                    DaytonaConstants.STREAM,
                    endpoint.getComponent().routeThreads());
        }
    }

    @Override
    public void close() {
        running.cancelAll();
        if (target != null) {
            target.close();
        }
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        // The code of a run is called code in a tool's arguments.
        var text = language != null ? arguments.textOrBody("code") : arguments.textOrBody("command");
        var words = arguments.list("arguments");
        var plan = running.plan(arguments, text);
        var reader = target == null ? null : new Pumped(target.pump(exchange));
        var wanted = arguments.list("collect");
        return running.within(
                        exchange,
                        toolbox -> run(toolbox, plan, words == null ? List.of() : words, reader)
                                .thenCompose(result -> collected(toolbox, result, wanted)))
                .thenAccept(outcome -> answer(exchange, outcome));
    }

    /**
     * What a run came to.
     *
     * @param files that were to be collected; null where none were
     */
    private record Outcome(CommandResult result, Downloaded files) {}

    private static CompletableFuture<Outcome> collected(Toolbox toolbox, CommandResult result, List<String> wanted) {
        return wanted == null || wanted.isEmpty()
                ? CompletableFuture.completedFuture(new Outcome(result, null))
                : SandboxFiles.download(toolbox, wanted).thenApply(files -> new Outcome(result, Downloaded.of(files)));
    }

    private void answer(Exchange exchange, Outcome outcome) {
        var map = outcome.result().asMap();
        if (outcome.files() != null) {
            map.put("files", outcome.files().files());
            map.put("fileErrors", outcome.files().errors());
        }
        running.answer(exchange, outcome.result(), map);
    }

    private CompletableFuture<CommandResult> run(
            Toolbox toolbox, CommandPlan plan, List<String> words, LogReader reader) {
        if (language == null) {
            return via == RunVia.CALL ? DirectRun.command(toolbox, plan) : SessionRun.start(toolbox, plan, reader);
        }
        return via == RunVia.CALL
                ? DirectRun.code(toolbox, plan, language, words)
                : scripted(toolbox, plan, words, reader);
    }

    private CompletableFuture<CommandResult> scripted(
            Toolbox toolbox, CommandPlan plan, List<String> words, LogReader reader) {
        var how = LANGUAGES.get(language);
        var end = "serai-" + UUID.randomUUID();
        // The sandbox's own folder for such files, which need not be where it keeps uploads of this name.
        var script = "d=$(mktemp -d) && cat > \"$d/code." + how.get(0) + "\" <<'" + end + "' && " + how.get(1)
                + " \"$d/code."
                + how.get(0) + "\""
                + words.stream().map(word -> " " + Shell.quoted(word)).collect(Collectors.joining()) + "\n"
                + plan.command() + "\n" + end + "\ncode=$?; rm -rf \"$d\"; exit $code";
        return SessionRun.start(toolbox, plan.with(script), reader);
    }
}
