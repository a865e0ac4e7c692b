package dev.serai.daytona.files;

import dev.serai.daytona.Access;
import dev.serai.daytona.CloseUnread;
import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.DaytonaEndpoint;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.FileError;
import dev.serai.daytona.client.SandboxFile;
import dev.serai.daytona.client.SandboxFiles;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.camel.AnswerStream;
import dev.serai.support.http.ReplyInputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Reads a file of the sandbox, or many at once. */
public final class DownloadHandler implements OperationHandler {

    private final Access access;
    private final boolean stream;

    public DownloadHandler(DaytonaEndpoint endpoint, Access access) {
        this.access = access;
        stream = endpoint.getProcessOptions().isStream();
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = access.arguments(exchange);
        var several = arguments.list("paths");
        if (several != null && stream) {
            return access.within(exchange, toolbox -> SandboxFiles.stream(toolbox, several))
                    .thenAccept(files -> CloseUnread.body(exchange, files, access.gateway()));
        }
        if (several != null) {
            return access.within(exchange, toolbox -> SandboxFiles.download(toolbox, several))
                    .thenAccept(files -> several(exchange, files));
        }
        var path = arguments.required("path");
        return stream
                ? access.within(exchange, toolbox -> open(exchange, toolbox, path))
                : access.within(exchange, toolbox -> SandboxFiles.download(toolbox, List.of(path)))
                        .thenAccept(files -> one(exchange, files, path));
    }

    private CompletionStage<Void> open(Exchange exchange, Toolbox toolbox, String path) {
        return SandboxFiles.open(toolbox, path).thenAccept(opened -> {
            var bytes = new ReplyInputStream(opened, toolbox.faults("/files/download")::of);
            var size = opened.header("content-length")
                    .filter(text -> text.matches("\\d{1,18}"))
                    .map(Long::parseLong)
                    .orElse(-1L);
            var file = new AnswerStream(bytes, size, "without stream=true the whole file is the body");
            file.closeWith(
                    exchange,
                    access.gateway().port().timer(),
                    access.gateway().limits().idle());
            exchange.getMessage().setBody(file);
        });
    }

    private static void one(Exchange exchange, List<SandboxFile> files, String path) {
        if (files.isEmpty()) {
            throw new DaytonaException(FileError.UNREADABLE, "the sandbox sends nothing for " + path);
        }
        exchange.getMessage().setBody(files.get(0).required());
    }

    /** A file that is missing is no failure unless all are. */
    private static void several(Exchange exchange, List<SandboxFile> files) {
        var sorted = Downloaded.of(files);
        if (sorted.files().isEmpty() && !files.isEmpty()) {
            files.get(0).required();
        }
        exchange.getMessage().setHeader(DaytonaConstants.FILE_ERRORS, sorted.errors());
        exchange.getMessage().setBody(sorted.files());
    }
}
