package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.storage.ContentRange;
import dev.serai.supabase.client.storage.FileDownload;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.support.camel.AnswerStream;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.ReplyInputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Files on their way from the server. */
final class Downloading {

    private static final Pattern RANGE = Pattern.compile("(bytes=)?(\\d{1,18}-\\d{0,18}|-\\d{1,18})");

    private final StorageClient client;
    private final StorageSettings settings;
    private final Transfers transfers;
    private final Executor readers;
    private final HttpLimits limits;

    /**
     * @param readers where routes go on that read a file while it comes
     */
    Downloading(StorageClient client, StorageSettings settings, Transfers transfers, Executor readers) {
        this.readers = readers;
        this.client = client;
        this.settings = settings;
        this.transfers = transfers;
        limits = StorageSettings.unlimited(client.gateway().limits());
    }

    CompletionStage<?> download(Exchange exchange, Credentials credentials) {
        var file = Paths.one(exchange, settings);
        var path = Addresses.download(file, settings.transform());
        var range = range(exchange);
        return switch (settings.form()) {
            case FILE -> toFile(exchange, file, path, range);
            case STREAM -> stream(exchange, path, range, credentials);
            default -> whole(exchange, path, range, credentials);
        };
    }

    private String range(Exchange exchange) {
        var range =
                Paths.text(exchange, SupabaseConstants.RANGE, settings.options().getRange());
        if (range == null) {
            return null;
        }
        if (!RANGE.matcher(range).matches()) {
            throw Access.bad("range is '" + range + "', which is none such as 0-99, 100- or -100");
        }
        return range.startsWith("bytes=") ? range : "bytes=" + range;
    }

    private CompletionStage<?> toFile(Exchange exchange, ObjectPath file, String path, String range) {
        var name = Paths.text(
                exchange, SupabaseConstants.FILE_NAME, settings.options().getFileName());
        var target = LocalTarget.of(settings.directory(), name == null ? file.path() : name);
        return transfers
                .run(
                        exchange,
                        StorageOperation.DOWNLOAD,
                        file,
                        transfer -> new FileDownload(
                                        client,
                                        path,
                                        range,
                                        limits,
                                        target,
                                        settings.options().getTransferRetries(),
                                        transfer)
                                .start())
                .thenAccept(arrived -> {
                    describe(exchange.getMessage(), arrived.range(), arrived.head()::header);
                    exchange.getMessage().setBody(arrived.file().toFile());
                });
    }

    private CompletionStage<?> stream(Exchange exchange, String path, String range, Credentials credentials) {
        // Not on the thread that has brought the head: the connection gives nothing more until that one returns.
        return client.open(path, range, limits, credentials)
                .thenAcceptAsync(
                        opened -> {
                            try {
                                var message = exchange.getMessage();
                                var part = ContentRange.of(range, opened.status(), opened::header);
                                describe(message, part, opened::header);
                                var stream = new AnswerStream(
                                        new ReplyInputStream(opened, client.faults(credentials)::of),
                                        part.size(),
                                        "download it with as=bytes, or to a directory, where it is to be read twice");
                                message.setBody(stream);
                                stream.closeWith(
                                        exchange, client.gateway().port().timer(), settings.idle());
                            } catch (RuntimeException e) {
                                opened.close();
                                throw e;
                            }
                        },
                        readers);
    }

    private CompletionStage<?> whole(Exchange exchange, String path, String range, Credentials credentials) {
        return client.bytes(path, range, credentials).thenAccept(reply -> {
            var message = exchange.getMessage();
            describe(message, ContentRange.of(range, reply.status(), reply::header), reply::header);
            message.setBody(settings.form() == StorageSettings.Form.TEXT ? reply.text() : reply.body());
        });
    }

    private static void describe(Message message, ContentRange part, Function<String, Optional<String>> header) {
        set(message, Exchange.CONTENT_TYPE, header.apply("content-type").orElse(null));
        set(message, SupabaseConstants.ETAG, header.apply("etag").orElse(null));
        set(message, SupabaseConstants.FILE_SIZE, part.total() < 0 ? null : part.total());
    }

    private static void set(Message message, String name, Object value) {
        if (value == null) {
            message.removeHeader(name);
        } else {
            message.setHeader(name, value);
        }
    }
}
