package dev.serai.supabase.storage;

import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.supabase.client.storage.StorageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where a download is stored. Names come from strangers, so none may lead out of the directory. */
final class LocalTarget {

    /** What some system takes for a separator, a drive, a stream or a pattern. */
    private static final Pattern UNSAFE = Pattern.compile("[\\\\:*?\"<>|\\p{Cntrl}]");

    private LocalTarget() {}

    static Path of(Path directory, String name) {
        var relative = name.startsWith("/") ? name.substring(1) : name;
        var segments = List.of(relative.split("/", -1));
        for (var segment : segments) {
            if (segment.isBlank()
                    || segment.equals(".")
                    || segment.equals("..")
                    || UNSAFE.matcher(segment).find()) {
                throw unsafe(name);
            }
        }
        try {
            Files.createDirectories(directory);
            var root = directory.toRealPath();
            var target = root;
            for (var segment : segments.subList(0, segments.size() - 1)) {
                target = target.resolve(segment);
                // A link that lies there may lead anywhere.
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw unsafe(name);
                }
                if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                }
            }
            target = target.resolve(segments.get(segments.size() - 1));
            if (Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                throw unsafe(name);
            }
            return target;
        } catch (InvalidPathException e) {
            // Such as letters that this system's locale cannot write.
            throw unsafe(name);
        } catch (IOException e) {
            throw StorageClient.local("nothing can be stored in " + directory, e);
        }
    }

    private static SupabaseException unsafe(String name) {
        return new SupabaseException(
                StorageError.UNSAFE_NAME, "'" + name + "' cannot be the name of a file below directory");
    }
}
