package dev.serai.agent.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process and what it has started. */
final class ProcessTree {

    private static final List<String> INHERITED = List.of("PATH", "HOME");
    static final long GRACE_MILLIS = 1_000;

    private final Process process;
    private final Set<ProcessHandle> told = new LinkedHashSet<>();

    private ProcessTree(Process process) {
        this.process = process;
    }

    /** Starts a program that sees of this process's environment only where programs and its user's files are. */
    static ProcessTree start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return new ProcessTree(builder.start());
    }

    InputStream output() {
        return process.getInputStream();
    }

    InputStream errors() {
        return process.getErrorStream();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    void write(byte[] line) throws IOException {
        var input = process.getOutputStream();
        input.write(line);
        input.write('\n');
        input.flush();
    }

    String exit() {
        return process.isAlive() ? "is ending" : "has ended with exit code " + process.exitValue();
    }

    /** Asks it and its children to end. */
    synchronized void terminate() {
        // Children are found through their parents, so before these end.
        process.descendants().forEach(told::add);
        told.add(process.toHandle());
        told.forEach(ProcessHandle::destroy);
    }

    /** Ends what has not ended as it was asked to. Waits a moment for that, since this JVM may end next and leave it behind. */
    void kill() {
        try {
            process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        killNow();
    }

    synchronized void killNow() {
        for (var handle : List.copyOf(told)) {
            handle.descendants().forEach(told::add);
        }
        told.forEach(ProcessHandle::destroyForcibly);
    }
}
