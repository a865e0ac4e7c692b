package dev.serai.offline.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds processes by a variable of their environment: also those that left their group. */
public final class Leftovers {
    private static final int ROUNDS = 5;

    private Leftovers() {}

    public static List<ProcessHandle> with(String name, String value) {
        var entry = "\0" + name + "=" + value + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).contains(entry))
                .toList();
    }

    /** Kills them until none is left; a process may start another one while it is looked for. */
    public static void kill(String name, String value) {
        for (var round = 0; round < ROUNDS; round++) {
            var found = with(name, value);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String environment(long process) {
        try {
            return "\0"
                    + Files.readString(
                            Path.of("/proc", String.valueOf(process), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
