package dev.serai.runtime.load;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that something stirred in the folders. Where the system cannot tell, looking at intervals finds it too. */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

    private final Map<Path, WatchKey> keys = new HashMap<>();
    private WatchService service;

    FolderWatch() {
        try {
            service = FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Folders are looked at only, because the system does not tell of changes", e);
        }
    }

    void watch(Set<Path> folders) {
        if (service == null || keys.keySet().equals(folders)) {
            return;
        }
        keys.keySet().removeIf(folder -> {
            var gone = !folders.contains(folder);
            if (gone) {
                keys.get(folder).cancel();
            }
            return gone;
        });
        for (var folder : folders) {
            if (!keys.containsKey(folder)) {
                try {
                    keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
                } catch (IOException e) {
                    LOG.debug("{} is looked at only", folder, e);
                }
            }
        }
    }

    /** Whether there was a change since the last question; never waits. */
    boolean stirred() {
        var stirred = false;
        for (var key = poll(); key != null; key = poll()) {
            stirred |= !key.pollEvents().isEmpty();
            key.reset();
        }
        return stirred;
    }

    private WatchKey poll() {
        try {
            return service == null ? null : service.poll();
        } catch (ClosedWatchServiceException closed) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException e) {
            LOG.debug("The watch does not close", e);
        }
    }
}
