package dev.serai.daytona.process;

import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.LogChannel;
import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.PulledStream;
import dev.serai.support.error.Failures;
import dev.serai.support.run.LineCutter;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lines as they come, for a reader that pulls them, such as Camel's split. What the reader has not taken holds back the
 * rest.
 */
public final class LineStream implements Iterator<LogLine>, PulledStream, LogReader {

    private final Queue<LogLine> waiting = new ArrayDeque<>();
    private final LineCutter cutter = new LineCutter((stream, text) -> waiting.add(new LogLine(stream, text)));
    private CompletableFuture<Void> source;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
    private Throwable failure;
    private boolean begun;
    private boolean ended;

    void attach(CompletableFuture<Void> following) {
        source = following;
        following.whenComplete((done, error) -> finish(error));
    }

    private synchronized void finish(Throwable error) {
        if (failure == null && error != null) {
            failure = Failures.unwrap(error);
        }
        ended = true;
        notifyAll();
    }

    @Override
    public synchronized void part(LogChannel channel, byte[] bytes) {
        cutter.part(channel.wireName(), bytes);
        notifyAll();
    }

    @Override
    public synchronized void end() {
        cutter.end();
        notifyAll();
    }

    @Override
    public synchronized CompletionStage<?> ready() {
        if (!waiting.isEmpty() && room.isDone()) {
            room = new CompletableFuture<>();
        }
        return room;
    }

    /** Waits until there is a line or nothing more comes. */
    @Override
    public boolean hasNext() {
        synchronized (this) {
            begun = true;
            try {
                while (waiting.isEmpty() && !ended) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new IllegalStateException("interrupted while waiting for a line", e);
            }
            if (!waiting.isEmpty()) {
                return true;
            }
            if (failure instanceof RuntimeException known) {
                throw known;
            }
            return false;
        }
    }

    @Override
    public LogLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        LogLine line;
        CompletableFuture<Void> more = null;
        synchronized (this) {
            line = waiting.poll();
            if (waiting.isEmpty()) {
                more = room;
            }
        }
        if (more != null) {
            more.complete(null);
        }
        return line;
    }

    @Override
    public synchronized boolean isUntouched() {
        return !begun;
    }

    @Override
    public void giveUp(DaytonaException reason) {
        synchronized (this) {
            if (failure == null) {
                failure = reason;
            }
        }
        close();
    }

    /** Leaves the rest; the command goes on. */
    @Override
    public void close() {
        source.cancel(true);
    }
}
