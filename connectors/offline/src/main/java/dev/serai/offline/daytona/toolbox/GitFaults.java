package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Refusal;

/**
 * What git complains about, in the service's words and statuses.
 *
 * @param branch the branch that was asked for, or null
 */
record GitFaults(String branch) {
    static GitFaults of(String branch) {
        return new GitFaults(branch);
    }

    Refusal refusal(String output) {
        if (has(output, "Authentication failed", "could not read Username", "could not read Password")) {
            return Refusal.of(401, "authentication required");
        }
        if (output.contains("Remote branch ") && output.contains(" not found in upstream")) {
            return Refusal.of(500, "couldn't find remote ref \"refs/heads/" + branch + "\"");
        }
        if (has(output, "does not appear to be a git repository", "repository '", "does not exist")
                && has(output, "not found", "does not exist", "does not appear")) {
            return Refusal.notFound("repository not found");
        }
        if (has(output, "already exists and is not an empty directory")) {
            return Refusal.conflict("repository already exists");
        }
        if (has(output, "a branch named")) {
            return Refusal.conflict("branch already exists");
        }
        if (has(output, "[rejected]")) {
            return Refusal.of(500, "non-fast-forward update: " + rejected(output));
        }
        if (has(output, "did not match any file", "invalid reference", "not found.")) {
            return Refusal.notFound("reference not found");
        }
        if (has(output, "would be overwritten", "unmerged")) {
            return Refusal.conflict("worktree contains unstaged changes");
        }
        if (has(output, "nothing to commit", "nothing added to commit")) {
            return Refusal.of(500, "cannot create empty commit: clean working tree");
        }
        return Refusal.of(500, lastLine(output));
    }

    private static String rejected(String output) {
        return output.lines()
                .filter(line -> line.contains("[rejected]"))
                .map(line -> "refs/heads/" + line.replaceAll(".*-> ([^ ]+).*", "$1"))
                .findFirst()
                .orElse("");
    }

    private static String lastLine(String output) {
        var lines = output.strip().split("\n");
        return lines[lines.length - 1].replaceFirst("^(fatal|error): ", "");
    }

    private static boolean has(String output, String... words) {
        for (var word : words) {
            if (output.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
