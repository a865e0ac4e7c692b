package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.Faults;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file on its way to the disk. It grows under a name of its own and gets the real one when it is whole. After a lost
 * connection only the rest is asked for, unless the file is another one by then.
 */
public final class FileDownload {

    private static final Logger LOG = LoggerFactory.getLogger(FileDownload.class);

    /** What arrived, and the head of the first answer. */
    public record Arrived(Path file, HttpStream head, ContentRange range) {}

    private final StorageClient client;
    private final String path;
    private final String range;
    private final HttpLimits limits;
    private final Path target;
    private final Path growing;
    private final Transfer transfer;
    private final Patience patience;
    private final CompletableFuture<Arrived> result = new CompletableFuture<>();
    private volatile Faults words;
    private FileChannel channel;
    private HttpStream head;
    private ContentRange whole;
    private long written;
    private long furthest;
    private int faults;

    /**
     * @param range what the caller wants of the file, or null for all
     * @param retries how many faults in a row it survives
     */
    public FileDownload(
            StorageClient client,
            String path,
            String range,
            HttpLimits limits,
            Path target,
            int retries,
            Transfer transfer) {
        this.client = client;
        this.path = path;
        this.range = range;
        this.limits = limits;
        this.target = target;
        this.transfer = transfer;
        growing = target.resolveSibling(".serai-" + UUID.randomUUID() + ".part");
        patience = new Patience(client.gateway().port(), retries);
    }

    public CompletableFuture<Arrived> start() {
        ask();
        return result;
    }

    private void ask() {
        var rest = written == 0
                ? range
                : "bytes=" + (whole.first() + written) + "-" + (whole.last() < 0 ? "" : whole.last());
        transfer.send(credentials -> {
                    words = client.faults(credentials);
                    return client.openOnce(path, rest, limits, credentials);
                })
                .whenComplete((stream, failure) -> guarded(() -> {
                    if (failure != null) {
                        broke(Failures.unwrap(failure));
                    } else {
                        receive(stream, rest);
                    }
                }));
    }

    private void receive(HttpStream stream, String asked) throws IOException {
        try {
            var now = written == 0 ? ContentRange.of(asked, stream.status(), stream::header) : ContentRange.of(stream);
            if (written > 0 && !continues(stream, now)) {
                LOG.debug("The file {} has changed and is downloaded anew", path);
                stream.close();
                written = 0;
                channel.truncate(0);
                broke(new SupabaseException(StorageError.FILE_CHANGED, path + " was replaced while it was read"));
                return;
            }
            if (written == 0) {
                head = stream;
                whole = now;
            } else {
                whole = new ContentRange(whole.first(), now.last(), now.total());
            }
            if (channel == null) {
                channel = FileChannel.open(growing, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            transfer.reached(written, whole.size());
            stream.bytes().subscribe(new Writer(stream, words));
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private boolean continues(HttpStream stream, ContentRange now) {
        return stream.status() == 206
                && now.first() == whole.first() + written
                && (whole.total() < 0 || now.total() == whole.total())
                && (whole.last() < 0 || now.last() == whole.last())
                && stream.header("etag").equals(head.header("etag"));
    }

    private void broke(Throwable failure) throws IOException {
        if (!(failure instanceof SupabaseException known) || !passes(known) || transfer.isCancelled()) {
            fail(failure);
            return;
        }
        if (++faults > patience.most()) {
            fail(known);
            return;
        }
        LOG.debug("The download of {} goes on at byte {} after {}", path, written, known.getMessage());
        transfer.now(patience.rest(faults))
                .whenComplete((rested, cancelled) -> guarded(() -> {
                    if (cancelled == null) {
                        ask();
                    } else {
                        fail(Failures.unwrap(cancelled));
                    }
                }));
    }

    private static boolean passes(SupabaseException failure) {
        return failure.code() instanceof SupabaseError error
                ? error.retryableRead()
                : failure.code() == StorageError.BUSY || failure.code() == StorageError.FILE_CHANGED;
    }

    private void done() throws IOException {
        if (whole.size() >= 0 && written != whole.size()) {
            broke(new SupabaseException(SupabaseError.BROKE, "the server ended " + path + " before its end"));
            return;
        }
        channel.close();
        Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        transfer.reached(written, written);
        result.complete(new Arrived(target, head, whole));
    }

    private void fail(Throwable failure) {
        try {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(growing);
        } catch (IOException e) {
            LOG.debug("{} is left", growing, e);
        }
        result.completeExceptionally(
                transfer.isCancelled()
                        ? new SupabaseException(SupabaseError.CANCELLED, "the download was cancelled")
                        : failure);
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** What is thrown here nobody else would hear of. */
    private void guarded(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            fail(StorageClient.local("what is downloaded cannot be written", e));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Writes what one answer brings; a buffer is asked for when the one before is on the disk. */
    private final class Writer implements Flow.Subscriber<ByteBuffer> {

        private final HttpStream stream;
        private final Faults words;
        private Flow.Subscription subscription;
        private boolean failed;

        Writer(HttpStream stream, Faults words) {
            this.stream = stream;
            this.words = words;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            var reading = new CompletableFuture<Void>();
            reading.whenComplete((done, cancelled) -> stream.close());
            transfer.now(reading);
            subscription.request(1);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            if (failed) {
                return;
            }
            guarded(() -> {
                try {
                    while (bytes.hasRemaining()) {
                        written += channel.write(bytes);
                    }
                } catch (IOException e) {
                    failed = true;
                    subscription.cancel();
                    throw e;
                }
                if (written > furthest) {
                    // Only what gets further than ever counts, or a server could keep a download going for ever.
                    furthest = written;
                    faults = 0;
                }
                transfer.reached(written, whole.size());
                subscription.request(1);
            });
        }

        @Override
        public void onError(Throwable error) {
            if (!failed) {
                guarded(() -> broke(words.of(error)));
            }
        }

        @Override
        public void onComplete() {
            guarded(FileDownload.this::done);
        }
    }
}
