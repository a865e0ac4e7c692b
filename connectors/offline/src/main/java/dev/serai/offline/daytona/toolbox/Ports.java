package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.process.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The ports on which a sandbox's processes listen, as the kernel lists them. */
final class Ports {
    private static final String LISTENING = "0A";

    private Ports() {}

    static Set<Integer> of(Box box) throws IOException {
        var sockets = listening();
        var owned = new TreeSet<Integer>();
        for (var process : Leftovers.with(box.variable(), box.id())) {
            for (var socket : socketsOf(process.pid())) {
                if (sockets.containsKey(socket)) {
                    owned.add(sockets.get(socket));
                }
            }
        }
        return owned;
    }

    private static Map<String, Integer> listening() throws IOException {
        var found = new HashMap<String, Integer>();
        for (var table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            if (!Files.exists(Path.of(table))) {
                continue;
            }
            for (var line : Files.readAllLines(Path.of(table))) {
                var words = line.trim().split("\\s+");
                if (words.length > 9 && words[3].equals(LISTENING)) {
                    var port = words[1].substring(words[1].indexOf(':') + 1);
                    found.put("socket:[" + words[9] + "]", Integer.parseInt(port, 16));
                }
            }
        }
        return found;
    }

    private static Set<String> socketsOf(long process) {
        var found = new HashSet<String>();
        try (var files = Files.newDirectoryStream(Path.of("/proc", String.valueOf(process), "fd"))) {
            for (var file : files) {
                found.add(Files.readSymbolicLink(file).toString());
            }
        } catch (IOException e) {
            // The process has ended meanwhile.
        }
        return found;
    }
}
