package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Exchange;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** A request's bytes on their way to the end of an upload's file: what is counted is on disk, also after a break. */
final class ResumableBody {
    private static final int MOST_WAITING = 1 << 20;

    private final ObjectStore store;
    private final ResumableUpload upload;
    private final Exchange exchange;
    private long taken;
    private long cutAfter;
    private int waiting;
    private boolean paused;
    private boolean tooMuch;
    private FileChannel channel;

    ResumableBody(ObjectStore store, ResumableUpload upload, Exchange exchange, long cutAfter) {
        this.store = store;
        this.upload = upload;
        this.exchange = exchange;
        this.taken = upload.offset();
        this.cutAfter = cutAfter;
    }

    /** Reads the body to its end, and then goes on. */
    void read(Runnable done) {
        exchange.onEnd(this::closeFile);
        exchange.onBody(this::part, () -> finish(done));
    }

    private void part(Buffer bytes) {
        if (tooMuch) {
            return;
        }
        if (taken + bytes.length() > upload.most()) {
            tooMuch = true;
            return;
        }
        var cut = cutAfter >= 0 && bytes.length() >= cutAfter;
        var part = cut ? bytes.slice(0, (int) cutAfter) : bytes;
        cutAfter -= cutAfter >= 0 ? part.length() : 0;
        taken += part.length();
        write(part);
        if (cut) {
            exchange.cut();
        } else if (waiting > MOST_WAITING) {
            paused = true;
            exchange.pauseBody();
        }
    }

    private void write(Buffer part) {
        waiting += part.length();
        var written = store.disk().work(() -> {
            append(part);
            return part.length();
        });
        Tus.ANSWERS.then(exchange, written, length -> {
            waiting -= length;
            if (paused && waiting <= MOST_WAITING / 2) {
                paused = false;
                exchange.resumeBody();
            }
        });
    }

    /** On the thread of the disk. */
    private void append(Buffer part) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    store.blobs().file(upload.version()), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        }
        var bytes = ByteBuffer.wrap(part.getBytes());
        while (bytes.hasRemaining()) {
            upload.written(channel.write(bytes));
        }
    }

    private void finish(Runnable done) {
        Tus.ANSWERS.then(exchange, store.disk().work(() -> upload.offset()), offset -> {
            if (tooMuch) {
                throw StorageError.tooLarge("object");
            }
            done.run();
        });
    }

    private void closeFile() {
        store.disk().work(() -> {
            if (channel != null) {
                channel.close();
            }
            return null;
        });
    }
}
