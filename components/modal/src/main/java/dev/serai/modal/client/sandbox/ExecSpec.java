package dev.serai.modal.client.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command for a sandbox.
 *
 * @param command   the program and its arguments
 * @param stdin     what it reads; nothing follows
 * @param workdir   where it runs, or null
 * @param limit     after which it is killed, in whole seconds, or zero for no limit
 * @param maxOutput how many bytes of each of its outputs are kept
 * @param whole     whether its outputs count only when they have come to their end; else they are not waited for when the
 *                  command has ended, since what it left running may hold them open
 */
public record ExecSpec(
        List<String> command,
        byte[] stdin,
        String workdir,
        Map<String, String> environment,
        Duration limit,
        int maxOutput,
        boolean whole) {

    public static ExecSpec of(String... command) {
        return new ExecSpec(List.of(command), new byte[0], null, Map.of(), Duration.ZERO, 1 << 20, false);
    }

    public ExecSpec withStdin(byte[] bytes) {
        return new ExecSpec(command, bytes, workdir, environment, limit, maxOutput, whole);
    }

    public ExecSpec withMaxOutput(int bytes) {
        return new ExecSpec(command, stdin, workdir, environment, limit, bytes, whole);
    }

    public ExecSpec withLimit(Duration most) {
        return new ExecSpec(command, stdin, workdir, environment, most, maxOutput, whole);
    }

    public ExecSpec withWholeOutput() {
        return new ExecSpec(command, stdin, workdir, environment, limit, maxOutput, true);
    }
}
