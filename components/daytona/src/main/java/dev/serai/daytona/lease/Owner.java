package dev.serai.daytona.lease;

import dev.serai.daytona.client.Sandbox;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who leases sandboxes, as their labels say it: the owner's name, which stays the same over restarts, and the process,
 * so that the next one can tell what a crash has left behind.
 */
public record Owner(String name) {

    public static final String OWNER = "serai-owner";
    public static final String RUN = "serai-run";
    public static final String LEASE = "serai-lease";

    private static final String THIS_RUN = run(ProcessHandle.current());

    /** An owner that nobody has named: this host and this Camel context. */
    static String named(String context) {
        try {
            return context + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return context + "@localhost";
        }
    }

    /** The labels of a sandbox of one lease. */
    Map<String, String> labels(String lease) {
        var labels = new HashMap<String, String>();
        labels.put(OWNER, name);
        labels.put(RUN, THIS_RUN);
        labels.put(LEASE, lease);
        return labels;
    }

    Map<String, String> labels() {
        return Map.of(OWNER, name);
    }

    /** Whether it was leased by this owner in a process that has ended. */
    boolean hasLeft(Sandbox sandbox) {
        var run = sandbox.labels().get(RUN);
        return name.equals(sandbox.labels().get(OWNER))
                && sandbox.labels().containsKey(LEASE)
                && run != null
                && !run.equals(THIS_RUN)
                && !lives(run);
    }

    /** A process id is used again, so that the time of the start belongs to it. */
    private static String run(ProcessHandle process) {
        return process.pid() + "-"
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean lives(String run) {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(run.split("-", 2)[0]));
            return process.filter(ProcessHandle::isAlive)
                    .map(Owner::run)
                    .filter(run::equals)
                    .isPresent();
        } catch (NumberFormatException e) {
            // nothing that this component has written
            return true;
        }
    }
}
