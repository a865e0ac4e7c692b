package dev.serai.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds over the files of a checkout; each check names the files that break it. */
record RepositoryChecks(Repository repository) {

    private static final Set<String> TOP_LEVEL = Set.of(
            "pom.xml",
            "README.md",
            "LICENSE",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "routes",
            "components",
            "connectors",
            "samples",
            "docker",
            "target");
    private static final Pattern REGISTRY =
            Pattern.compile("https?://[^\\s\"<>]*(?:/maven2|/debian[/\\s]|npm[a-z]*\\.(?:org|com)/)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
    private static final Pattern SLEEP = Pattern.compile("\\bThread" + "\\.sleep\\(");

    /** Folders and files at the top that the design does not name. */
    List<String> strangersAtTheTop() {
        try (var entries = Files.list(repository.root())) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files that hold the path of this checkout or the address of a package registry. */
    List<String> machineTraces() {
        var here = Pattern.compile("(?<![\\w/.])" + Pattern.quote(repository.root() + "/"));
        return repository.files().stream()
                .filter(file -> {
                    var text = Repository.text(file);
                    return here.matcher(text).find() || REGISTRY.matcher(text).find();
                })
                .map(this::name)
                .toList();
    }

    /** Relative links in Markdown that lead nowhere. */
    List<String> brokenLinks() {
        var broken = new ArrayList<String>();
        for (var file : repository.files(".md")) {
            var links = LINK.matcher(Repository.text(file));
            while (links.find()) {
                var link = links.group(1);
                if (!link.matches("[a-z]+:.*") && !Files.exists(file.resolveSibling(link))) {
                    broken.add(name(file) + " -> " + link);
                }
            }
        }
        return broken;
    }

    /** Tests that sleep instead of waiting for a condition; main code has an architecture rule. */
    List<String> sleepingTests() {
        return repository.files(".java").stream()
                .filter(file -> file.toString().contains("/src/test/"))
                .filter(file -> !file.toString().contains("/architecture/fixtures/"))
                .filter(file -> SLEEP.matcher(Repository.text(file)).find())
                .map(this::name)
                .toList();
    }

    /** Component folders without a README that leads to the generated tables, or without documented errors. */
    List<String> undocumentedComponents() {
        var missing = new ArrayList<String>();
        for (var folder : repository.components()) {
            for (var document : List.of("README.md", "OPTIONS.md", "ERRORS.md")) {
                if (!Files.exists(folder.resolve(document))) {
                    missing.add(name(folder) + " has no " + document);
                } else if (!document.equals("README.md")
                        && Files.exists(folder.resolve("README.md"))
                        && !Repository.text(folder.resolve("README.md")).contains("(" + document + ")")) {
                    missing.add(name(folder) + "/README.md has no link to " + document);
                }
            }
        }
        return missing;
    }

    private String name(Path file) {
        return repository.root().relativize(file).toString();
    }
}
