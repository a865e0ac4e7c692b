package dev.serai.runtime.load;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.camel.spi.LoadablePropertiesSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files {@code application.properties} of the folders set. Camel resolves names while routes run, too, so the
 * values hold for all files; of two files with one name, the first by path counts.
 */
final class FolderProperties implements LoadablePropertiesSource {

    static final String FILE = "application.properties";

    private static final Logger LOG = LoggerFactory.getLogger(FolderProperties.class);

    private final int largest;
    private final Map<Path, Source.Stamp> seen = new HashMap<>();
    private final Map<Path, Source.Stamp> read = new HashMap<>();
    private final Set<Path> away = new HashSet<>();
    private final SortedMap<Path, Map<String, String>> files = new TreeMap<>();
    private volatile Map<String, String> values = Map.of();

    /** @param largest the most bytes of a file */
    FolderProperties(int largest) {
        this.largest = largest;
    }

    /**
     * Reads what has changed and, unless it is the first look, was found the same twice.
     *
     * @param found all files that are there
     * @return the folders whose properties are others now
     */
    Set<Path> look(SortedMap<Path, Source.Stamp> found, boolean atOnce) {
        var folders = new HashSet<Path>();
        for (var file : Set.copyOf(files.keySet())) {
            // Editors take a file away for a moment when they save it.
            if (!found.containsKey(file) && !away.add(file)) {
                files.remove(file);
                read.remove(file);
                folders.add(file.getParent());
            }
        }
        away.retainAll(files.keySet());
        away.removeAll(found.keySet());
        found.forEach((file, stamp) -> {
            if (!stamp.equals(read.get(file)) && (atOnce || stamp.equals(seen.get(file)))) {
                read.put(file, stamp);
                var values = read(file).orElseGet(() -> files.getOrDefault(file, Map.of()));
                if (!values.equals(files.put(file, values))) {
                    folders.add(file.getParent());
                }
            }
        });
        seen.clear();
        seen.putAll(found);
        if (!folders.isEmpty()) {
            var all = new HashMap<String, String>();
            files.values().forEach(some -> some.forEach(all::putIfAbsent));
            values = Map.copyOf(all);
        }
        return folders;
    }

    /** What all files set; the same object until they set something else. */
    Map<String, String> values() {
        return values;
    }

    /** Whether a file has changed that is not read yet. */
    boolean waits() {
        return !seen.equals(read);
    }

    /** What a file sets; nothing where it cannot be read, which the log tells. */
    Optional<Map<String, String>> read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var bytes = stream.readNBytes(largest + 1);
            if (bytes.length > largest) {
                LOG.warn("{} has more than {} bytes; what it set before stays.", file, largest);
                return Optional.empty();
            }
            return Optional.of(values(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause, which may hold a part of a secret.
            LOG.warn(
                    "{} cannot be read ({}); what it set before stays.",
                    file,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** What a text sets; an {@link IllegalArgumentException} where it is none of properties. */
    static Map<String, String> values(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    @Override
    public String getName() {
        return "FolderProperties";
    }

    @Override
    public String getProperty(String name) {
        return values.get(name);
    }

    @Override
    public Properties loadProperties() {
        return loadProperties(name -> true);
    }

    @Override
    public Properties loadProperties(Predicate<String> filter) {
        var properties = new Properties();
        values.forEach((name, value) -> {
            if (filter.test(name)) {
                properties.setProperty(name, value);
            }
        });
        return properties;
    }

    @Override
    public void reloadProperties(String location) {
        // The next look at the folders does.
    }
}
