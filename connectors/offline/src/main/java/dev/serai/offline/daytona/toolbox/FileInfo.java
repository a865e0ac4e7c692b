package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.EnumSet;
import java.util.Set;

/** What is told about a file. */
final class FileInfo {
    private static final DateTimeFormatter WORDY = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral(" +0000 UTC")
            .toFormatter();

    private FileInfo() {}

    static ObjectNode of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, "unix:*");
        var folder = (Boolean) attributes.get("isDirectory");
        @SuppressWarnings("unchecked")
        var permissions = (Set<PosixFilePermission>) attributes.get("permissions");
        var modified = ((FileTime) attributes.get("lastModifiedTime")).toInstant();
        return Json.object()
                .put("name", file.getFileName().toString())
                .put("size", (Long) attributes.get("size"))
                .put("mode", (folder ? "d" : "-") + PosixFilePermissions.toString(permissions))
                .put("modTime", WORDY.format(modified.atOffset(ZoneOffset.UTC)))
                .put("modifiedAt", modified.toString())
                .put("isDir", folder)
                .put("owner", String.valueOf(attributes.get("uid")))
                .put("group", String.valueOf(attributes.get("gid")))
                .put("permissions", octal(permissions));
    }

    /** Permissions of an octal number such as 755, or null where it is none. */
    static Set<PosixFilePermission> permissions(String octal) {
        if (!octal.matches("[0-7]{1,4}")) {
            return null;
        }
        var bits = Integer.parseInt(octal, 8);
        var found = EnumSet.noneOf(PosixFilePermission.class);
        for (var permission : PosixFilePermission.values()) {
            if ((bits & bit(permission)) != 0) {
                found.add(permission);
            }
        }
        return found;
    }

    private static String octal(Set<PosixFilePermission> permissions) {
        var bits = permissions.stream().mapToInt(FileInfo::bit).sum();
        return String.format("%04o", bits);
    }

    /** The constants go from the owner's reading down to the others' executing, as the bits do. */
    private static int bit(PosixFilePermission permission) {
        return 0400 >> permission.ordinal();
    }
}
