package dev.serai.vector.lucene;

import dev.serai.support.vector.VectorStore;
import dev.serai.support.vector.VectorStoreFactory;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import dev.serai.vector.Workers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;

/** Gives all endpoints of a component that use one directory the same index, since only one may write it. */
public final class LuceneStoreFactory implements VectorStoreFactory {

    /** The option that says below which directory collections are kept. */
    public static final String DIRECTORY = "directory";

    private final Workers readers;
    private final Executor writers;
    private final Map<Path, Shared> indexes = new HashMap<>();

    private static final class Shared {
        private final LuceneIndex index;
        private int users;

        Shared(LuceneIndex index) {
            this.index = index;
        }
    }

    public LuceneStoreFactory(Workers readers, Executor writers) {
        this.readers = readers;
        this.writers = writers;
    }

    @Override
    public VectorStore create(CamelContext context, String collection, Map<String, String> options) {
        for (var option : options.keySet()) {
            if (!option.equals(DIRECTORY)) {
                throw new VectorException(
                        VectorError.BAD_OPTION,
                        "option store." + option + " is not known to the store lucene",
                        "Leave it out; the only one is " + DIRECTORY + ".",
                        null);
            }
        }
        var path = Path.of(options.get(DIRECTORY)).toAbsolutePath().normalize().resolve(collection);
        synchronized (indexes) {
            var shared = indexes.computeIfAbsent(path, at -> new Shared(new LuceneIndex(at, readers, writers)));
            shared.users++;
            var released = new AtomicBoolean();
            return new LuceneStore(shared.index, () -> {
                if (released.compareAndSet(false, true)) {
                    release(shared);
                }
            });
        }
    }

    private void release(Shared shared) {
        synchronized (indexes) {
            shared.users--;
            if (shared.users == 0) {
                indexes.remove(shared.index.path());
                // Within the lock, so that whoever comes next finds the directory free.
                shared.index.close();
            }
        }
    }
}
