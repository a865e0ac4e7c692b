package dev.serai.modal;

import dev.serai.modal.client.data.Volumes;
import dev.serai.modal.client.plane.Stages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** {@code modal:volume/name}. */
final class VolumeHandler implements OperationHandler {

    private final Volumes volumes;
    private final ModalConfiguration options;
    private final String name;
    private final Executor threads;

    /** @param threads where files of this machine are read and written */
    VolumeHandler(Volumes volumes, ModalConfiguration options, String name, Executor threads) {
        this.volumes = volumes;
        this.options = options;
        this.name = name;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var path = Inputs.header(
                exchange, ModalConstants.PATH, String.class, options.getPath() == null ? "/" : options.getPath());
        var action = Inputs.header(exchange, ModalConstants.ACTION, String.class, options.getAction());
        return switch (Action.of(ModalOperation.VOLUME, action)) {
            case LIST -> Inputs.body(exchange, volumes.list(name, path, options.isAll()));
            case READ ->
                options.getToFile() == null
                        ? Inputs.body(exchange, volumes.read(name, path))
                        : Inputs.body(exchange, fetched(path, Path.of(options.getToFile())));
            case WRITE -> write(exchange, path);
            case REMOVE -> volumes.remove(name, path, options.isAll());
            default -> volumes.delete(name);
        };
    }

    private CompletableFuture<File> fetched(String path, Path file) {
        try {
            var target = new LocalFile(file, threads).target();
            var read = Stages.map(volumes.read(name, path, target), size -> {
                target.close(true);
                return file.toFile();
            });
            var result = Stages.recover(read, error -> {
                target.close(false);
                return CompletableFuture.failedFuture(error);
            });
            result.whenComplete((done, error) -> {
                if (result.isCancelled()) {
                    target.close(false);
                }
            });
            return result;
        } catch (IOException e) {
            throw Inputs.input("the file " + file + " cannot be written: " + e.getMessage());
        }
    }

    /** A file is read in pieces, so that it need not fit into memory. */
    private CompletableFuture<Void> write(Exchange exchange, String path) {
        var file = file(exchange.getMessage().getBody());
        if (file.isEmpty()) {
            return volumes.write(name, path, Inputs.bytes(exchange));
        }
        try {
            return volumes.write(name, path, new LocalFile(file.get(), threads).source());
        } catch (IOException e) {
            throw Inputs.input("the file " + file.get() + " cannot be read: " + e.getMessage());
        }
    }

    private static Optional<Path> file(Object body) {
        var inner = body instanceof WrappedFile<?> wrapped ? wrapped.getFile() : body;
        return inner instanceof File file
                ? Optional.of(file.toPath())
                : inner instanceof Path path ? Optional.of(path) : Optional.empty();
    }
}
