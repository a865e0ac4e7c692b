package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.http.Json;

/** The state of a repository. */
record GitStatus(String branch, boolean published, int ahead, int behind, ArrayNode files) {
    private static final String BETWEEN = "\u001e";

    /** What asks git for it, in four parts. */
    static final String LINES = "git symbolic-ref --short -q HEAD || git rev-parse --short HEAD; printf '\\036'\n"
            + "git rev-parse --abbrev-ref --symbolic-full-name '@{upstream}' 2>/dev/null; printf '\\036'\n"
            + "git rev-list --left-right --count '@{upstream}...HEAD' 2>/dev/null; printf '\\036'\n"
            + "git status --porcelain=v1 -z --untracked-files=all";

    static GitStatus of(String text) {
        var parts = text.split(BETWEEN, -1);
        var counts = parts[2].strip().split("\\s+");
        var compared = counts.length == 2;
        return new GitStatus(
                parts[0].strip(),
                !parts[1].isBlank(),
                compared ? Integer.parseInt(counts[1]) : 0,
                compared ? Integer.parseInt(counts[0]) : 0,
                files(parts[3]));
    }

    JsonNode toJson() {
        var json = Json.object().put("currentBranch", branch);
        json.set("fileStatus", files);
        return json.put("branchPublished", published).put("ahead", ahead).put("behind", behind);
    }

    private static ArrayNode files(String listing) {
        var files = Json.array();
        var entries = listing.split("\0");
        for (var i = 0; i < entries.length; i++) {
            if (entries[i].length() < 4) {
                continue;
            }
            var staging = entries[i].charAt(0);
            // A rename's old name comes as an entry of its own.
            var extra = staging == 'R' || staging == 'C' ? entries[++i] : "";
            files.addObject()
                    .put("name", entries[extra.isEmpty() ? i : i - 1].substring(3))
                    .put("extra", extra)
                    .put("staging", word(staging))
                    .put("worktree", word(entries[extra.isEmpty() ? i : i - 1].charAt(1)));
        }
        return files;
    }

    private static String word(char letter) {
        return switch (letter) {
            case '?' -> "Untracked";
            case 'M', 'T' -> "Modified";
            case 'A' -> "Added";
            case 'D' -> "Deleted";
            case 'R' -> "Renamed";
            case 'C' -> "Copied";
            case 'U' -> "Updated but unmerged";
            default -> "Unmodified";
        };
    }
}
