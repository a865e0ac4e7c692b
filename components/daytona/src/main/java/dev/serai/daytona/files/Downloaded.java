package dev.serai.daytona.files;

import dev.serai.daytona.client.SandboxFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that came and files that did not, by path.
 *
 * @param errors the reasons in words
 */
public record Downloaded(Map<String, byte[]> files, Map<String, String> errors) {

    public static Downloaded of(List<SandboxFile> all) {
        var sorted = new Downloaded(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var file : all) {
            if (file.error() == null) {
                sorted.files.put(file.path(), file.content());
            } else {
                sorted.errors.put(file.path(), file.error().getMessage());
            }
        }
        return sorted;
    }
}
