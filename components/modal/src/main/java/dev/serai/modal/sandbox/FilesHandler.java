package dev.serai.modal.sandbox;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.Settings;
import dev.serai.modal.Workspace;
import dev.serai.modal.client.sandbox.SandboxFiles;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** {@code modal:files}: the files of a sandbox. */
public final class FilesHandler implements OperationHandler {

    private static final Duration USUAL = Duration.ofMinutes(10);

    private enum Work {
        UPLOAD,
        DOWNLOAD,
        LIST,
        INFO,
        FOLDER,
        DELETE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final ModalConfiguration options;
    private final SandboxAccess access;
    private final Work work;
    private final Duration limit;

    public FilesHandler(ModalEndpoint endpoint, Workspace workspace) {
        this.options = endpoint.getConfiguration();
        this.access =
                new SandboxAccess(options, workspace, SandboxWish.leased(options, SandboxWish.PYTHON, Duration.ZERO));
        this.work = Arrays.stream(Work.values())
                .filter(known -> known.wireName().equals(endpoint.getName()))
                .findFirst()
                .orElseThrow(() -> Settings.bad("modal:files does one of "
                        + Arrays.stream(Work.values()).map(Work::wireName).collect(Collectors.joining(", "))
                        + ", as in modal:files/upload"));
        this.limit = options.patience(USUAL);
        if (limit.isZero()) {
            throw Settings.bad("timeout is 0, but work with a file needs a limit");
        }
    }

    @Override
    public void start() {
        access.start();
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        return switch (work) {
            case UPLOAD -> {
                var content = Inputs.bytes(exchange);
                yield within(exchange, (files, path) -> files.write(path, content));
            }
            case DOWNLOAD -> Inputs.body(exchange, within(exchange, SandboxFiles::read));
            case LIST -> Inputs.body(exchange, within(exchange, SandboxFiles::list));
            case INFO -> Inputs.body(exchange, within(exchange, SandboxFiles::stat));
            case FOLDER -> within(exchange, SandboxFiles::makeDirectory);
            case DELETE -> within(exchange, (files, path) -> files.remove(path, options.isAll()));
        };
    }

    private <T> CompletableFuture<T> within(
            Exchange exchange, BiFunction<SandboxFiles, String, CompletableFuture<T>> task) {
        var path = Inputs.header(exchange, ModalConstants.PATH, String.class, options.getPath());
        if (path == null || path.isBlank()) {
            throw Inputs.input(
                    "there is no path, neither in the header " + ModalConstants.PATH + " nor in the option path");
        }
        return access.within(
                exchange,
                id -> new SandboxPaths(access.sandboxes(), id, options.getCwd(), limit)
                        .with(path, whole -> task.apply(access.sandboxes().files(id, limit), whole)));
    }
}
