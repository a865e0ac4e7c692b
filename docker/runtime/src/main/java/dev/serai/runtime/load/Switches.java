package dev.serai.runtime.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which routes a person has switched on or off; what nobody has switched does as its file says. */
final class Switches {

    private static final Logger LOG = LoggerFactory.getLogger(Switches.class);
    private static final String ON = "on ";
    private static final String OFF = "off ";

    private final Path file;
    private final TreeMap<String, Boolean> switched = new TreeMap<>();

    Switches(Path file) {
        this.file = file;
        try {
            if (file != null && Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    if (line.startsWith(ON)) {
                        switched.put(line.substring(ON.length()), true);
                    } else if (line.startsWith(OFF)) {
                        switched.put(line.substring(OFF.length()), false);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn("Which routes were switched off cannot be read from {}; all begin as their files say.", file, e);
        }
    }

    Optional<Boolean> of(String routeId) {
        return Optional.ofNullable(switched.get(routeId));
    }

    void put(String routeId, boolean on) throws IOException {
        switched.put(routeId, on);
        if (file != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(
                    fresh,
                    switched.entrySet().stream()
                            .map(entry -> (entry.getValue() ? ON : OFF) + entry.getKey())
                            .collect(Collectors.toList()));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
