package dev.serai.modal.sandbox;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.ModalOperation;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.Settings;
import dev.serai.modal.Workspace;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.sandbox.ExecResult;
import dev.serai.modal.client.sandbox.ExecSpec;
import dev.serai.modal.client.sandbox.OutputListener;
import dev.serai.support.run.CommandResult;
import dev.serai.support.run.FailOn;
import dev.serai.support.run.LinePump;
import dev.serai.support.run.LineTarget;
import dev.serai.support.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** {@code modal:exec} and {@code modal:run}: a command, or code of a language. */
public final class RunHandler implements OperationHandler {

    private static final Duration USUAL = Duration.ofMinutes(1);

    private final ModalEndpoint endpoint;
    private final ModalConfiguration options;
    private final Program program;
    private final SandboxAccess access;
    private final Duration limit;
    private final List<String> collect;
    private LineTarget lines;

    public RunHandler(ModalEndpoint endpoint, Workspace workspace) {
        this.endpoint = endpoint;
        this.options = endpoint.getConfiguration();
        if (options.getMaxOutput() < 1) {
            throw Settings.bad("maxOutput is " + options.getMaxOutput() + ", but at least 1 is needed");
        }
        var arguments = Inputs.listed(options.getArguments());
        program = endpoint.getOperation() == ModalOperation.RUN
                ? Program.of(endpoint.getName(), arguments)
                : Program.shell(options.getShell(), arguments);
        limit = options.patience(USUAL);
        if (limit.isZero()) {
            throw Settings.bad("timeout is 0, but a command needs a limit");
        }
        access = new SandboxAccess(options, workspace, SandboxWish.leased(options, program.image(), limit));
        collect = Inputs.listed(options.getCollect());
    }

    @Override
    public void start() throws Exception {
        if (options.getLinesTo() != null) {
            lines = new LineTarget(
                    endpoint.getCamelContext(),
                    options.getLinesTo(),
                    ModalConstants.STREAM,
                    endpoint.getComponent().routeThreads());
        }
        access.start();
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var spec = spec(exchange);
        var listener = lines == null ? null : new Listener(lines.pump(exchange));
        return access.within(
                exchange, id -> Stages.then(run(id, spec, listener), done -> collected(exchange, id, done)));
    }

    private CompletableFuture<ExecResult> run(String sandbox, ExecSpec spec, OutputListener listener) {
        if (listener == null) {
            return access.sandboxes().exec(sandbox, spec);
        }
        return Stages.then(
                access.sandboxes().exec(sandbox, spec, listener),
                // All lines have been where they were to go before the exchange goes on.
                done -> Stages.map(listener.ready().toCompletableFuture(), sent -> done));
    }

    private ExecSpec spec(Exchange exchange) {
        var header = exchange.getMessage().getHeader(ModalConstants.COMMAND);
        var stdin = Inputs.header(exchange, ModalConstants.STDIN, byte[].class, new byte[0]);
        List<String> command;
        if (header instanceof List<?> list && endpoint.getOperation() == ModalOperation.EXEC) {
            command = list.stream().map(String::valueOf).toList();
        } else {
            var text = text(exchange);
            command = program.command(text);
            stdin = program.stdin(text, stdin);
        }
        if (command.isEmpty()) {
            throw Inputs.input("the header " + ModalConstants.COMMAND + " is an empty list");
        }
        return new ExecSpec(
                command,
                stdin,
                options.getCwd(),
                Inputs.texts(options.getEnv()),
                seconds(),
                options.getMaxOutput(),
                false);
    }

    /** The service counts in whole seconds. */
    private Duration seconds() {
        return Duration.ofSeconds(Math.max(1, (limit.toMillis() + 999) / 1000));
    }

    /** The body, or of a map, such as the arguments of a tool, the entry of this name. */
    private String text(Exchange exchange) {
        var entry = endpoint.getOperation() == ModalOperation.RUN ? "code" : "command";
        var body = exchange.getMessage().getBody();
        var text = body instanceof Map<?, ?> map
                ? exchange.getContext().getTypeConverter().convertTo(String.class, exchange, map.get(entry))
                : exchange.getMessage().getBody(String.class);
        if (text == null || text.isBlank()) {
            throw Inputs.input("there is no " + entry + ", neither as the body nor as " + entry + " of a map");
        }
        return text;
    }

    private CompletableFuture<CommandResult> collected(Exchange exchange, String sandbox, ExecResult done) {
        var outcome = Outcome.of(done, options.getMaxOutput());
        check(outcome);
        if (collect.isEmpty()) {
            return CompletableFuture.completedFuture(answered(exchange, outcome, null));
        }
        var time = limit.compareTo(USUAL) < 0 ? USUAL : limit;
        return Stages.map(
                new CollectedFiles(
                                access.sandboxes().files(sandbox, time),
                                new SandboxPaths(access.sandboxes(), sandbox, options.getCwd(), time),
                                collect,
                                time)
                        .fetch(),
                files -> answered(exchange, outcome, files));
    }

    private void check(CommandResult outcome) {
        if (options.getFailOn() != FailOn.NEVER && outcome.timedOut()) {
            throw new CommandException(
                    CommandError.TIMED_OUT, "it ran longer than " + limit.toMillis() + " ms and was killed", outcome);
        }
        if (options.getFailOn() == FailOn.EXIT && !outcome.succeeded()) {
            throw new CommandException(
                    CommandError.FAILED,
                    "it ended with the exit code " + outcome.exitCode() + Outcome.lastLine(outcome),
                    outcome);
        }
    }

    private CommandResult answered(Exchange exchange, CommandResult outcome, CollectedFiles collected) {
        var message = exchange.getMessage();
        message.setHeader(ModalConstants.EXIT_CODE, outcome.exitCode());
        if (options.getResult() == RunResult.TEXT) {
            message.setBody(outcome.asText());
            message.setHeader(ModalConstants.FILES, collected == null ? null : collected.files());
            message.setHeader(ModalConstants.FILE_ERRORS, collected == null ? null : collected.errors());
            return outcome;
        }
        var map = outcome.asMap();
        if (collected != null) {
            map.put("files", collected.files());
            map.put("fileErrors", collected.errors());
        }
        message.setBody(map);
        return outcome;
    }

    /** Hands the output on as it comes. */
    private record Listener(LinePump pump) implements OutputListener {

        @Override
        public void part(boolean stderr, byte[] bytes) {
            pump.part(stderr ? "stderr" : "stdout", bytes);
        }

        @Override
        public void end() {
            pump.end();
        }

        @Override
        public CompletionStage<?> ready() {
            return pump.ready();
        }
    }
}
