package dev.serai.offline.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A program's standard input through a named pipe, which the program makes. It is open for reading too, so that opening
 * never waits, and is written to only while it is empty, so that writing never waits either.
 */
public final class Pipe implements AutoCloseable {
    /** What an empty pipe takes at any rate. */
    private static final int PIECE = 4096;

    private static final long PAUSE_MILLIS = 5;

    private final Path file;
    private final ScheduledExecutorService ticker;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private RandomAccessFile handle;
    private FileInputStream fill;
    private boolean scheduled;
    private boolean closed;

    public Pipe(Path file, ScheduledExecutorService ticker) {
        this.file = file;
        this.ticker = ticker;
    }

    /** The program has made the pipe. */
    public synchronized void ready() {
        if (closed || handle != null) {
            return;
        }
        try {
            handle = new RandomAccessFile(file.toFile(), "rw");
            fill = new FileInputStream(handle.getFD());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pump();
    }

    /** Gives bytes to the program, now or as soon as it has read what came before. */
    public synchronized void write(byte[] bytes) {
        if (closed) {
            return;
        }
        for (var at = 0; at < bytes.length; at += PIECE) {
            waiting.addLast(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PIECE)));
        }
        pump();
    }

    /** True where the program has read all that was written. */
    public synchronized boolean isEmpty() {
        try {
            return waiting.isEmpty() && (fill == null || fill.available() == 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program reads the end of its input; what it has not read yet may be lost. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        try {
            if (handle != null) {
                handle.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pump() {
        if (handle == null || closed || scheduled || waiting.isEmpty()) {
            return;
        }
        try {
            if (fill.available() == 0) {
                handle.write(waiting.removeFirst());
            }
            if (!waiting.isEmpty()) {
                scheduled = true;
                ticker.schedule(this::again, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            closed = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void again() {
        scheduled = false;
        pump();
    }
}
