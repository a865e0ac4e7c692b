package dev.serai.offline.process;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A program that was started. */
public final class Running {
    /**
     * How a program ended.
     *
     * @param status its exit status, 128 and the signal's number where a signal ended it
     * @param timedOut whether it was killed because its time was up
     * @param cut whether it was killed because it wrote too much
     */
    public record End(int status, boolean timedOut, boolean cut) {}

    private final Launcher launcher;
    private final long id;
    private final Path watched;
    private final long deadline;
    private final Consumer<String> reports;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final List<String> signals = new ArrayList<>();
    private long group;
    private boolean timedOut;
    private boolean cut;

    Running(Launcher launcher, long id, Path watched, long deadline, Consumer<String> reports) {
        this.launcher = launcher;
        this.id = id;
        this.watched = watched;
        this.deadline = deadline;
        this.reports = reports;
    }

    /** Completes on a thread of the launcher, which must not be held up. */
    public CompletableFuture<End> end() {
        return end;
    }

    public boolean isAlive() {
        return !end.isDone();
    }

    /** Sends a signal to the program and all that it started in its group. */
    public synchronized void signal(String name) {
        if (end.isDone()) {
            return;
        }
        if (group == 0) {
            signals.add(name);
            return;
        }
        try {
            launcher.order("kill " + name + " " + group);
        } catch (UncheckedIOException e) {
            // The helper is gone, and has taken the program with it.
        }
    }

    public void kill() {
        signal("KILL");
    }

    /** What the program calls itself in its reports. */
    public long id() {
        return id;
    }

    synchronized void started(long processGroup) {
        group = processGroup;
        signals.forEach(this::signal);
        signals.clear();
    }

    void said(String text) {
        reports.accept(text);
    }

    void exited(int status) {
        End result;
        synchronized (this) {
            result = new End(status, timedOut, cut);
        }
        end.complete(result);
    }

    /** Kills what is over its time or its output. */
    void watch(long now, long mostOutput) {
        if (now - deadline >= 0) {
            synchronized (this) {
                timedOut = true;
            }
            kill();
        } else if (watched != null && watched.toFile().length() > mostOutput) {
            synchronized (this) {
                cut = true;
            }
            kill();
        }
    }
}
