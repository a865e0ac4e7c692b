package dev.serai.n8n;

import dev.serai.n8n.convert.Project;
import dev.serai.n8n.report.Finding;
import dev.serai.n8n.report.Made;
import dev.serai.n8n.workflow.Together;
import dev.serai.n8n.workflow.Workflow;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The command: {@code java -jar serai-n8n.jar import workflow.json ... -o routes/}. */
public final class Main {

    private final PrintStream out;
    private final PrintStream err;
    private final Set<String> flows = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> owned = new HashSet<>();
    private final Map<String, List<String>> owners = new HashMap<>();

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("java:S106")
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err).run(List.of(args)));
    }

    private record Order(List<Path> files, Path folder, boolean replace) {}

    /** A workflow of a file, and the name that its routes get. */
    private record Source(Path file, Together.Member member) {}

    /** 0 when all was imported, 1 when there are placeholders, 2 when a file could not be imported. */
    int run(List<String> args) {
        try {
            var order = order(args);
            int worst = 0;
            var sources = new ArrayList<Source>();
            if (order.replace()) {
                earlier(order.folder());
            }
            for (var file : files(order)) {
                worst = Math.max(worst, read(file, sources));
            }
            var together = new Together(sources.stream().map(Source::member).toList());
            for (var source : sources) {
                worst = Math.max(worst, one(source, together, order));
            }
            if (!sources.isEmpty()) {
                next(order.folder());
            }
            return worst;
        } catch (N8nException e) {
            return fail(e);
        }
    }

    private static Order order(List<String> args) {
        var files = new ArrayList<Path>();
        var folder = Path.of("routes");
        boolean replace = false;
        for (int i = 1; i < args.size(); i++) {
            var arg = args.get(i);
            if (arg.equals("-o") && i + 1 < args.size()) {
                folder = Path.of(args.get(++i));
            } else if (arg.equals("--replace")) {
                replace = true;
            } else if (arg.startsWith("-")) {
                throw new N8nException(N8nError.USAGE, "the option " + arg + " is not understood");
            } else {
                files.add(Path.of(arg));
            }
        }
        if (files.isEmpty() || !args.get(0).equals("import")) {
            throw new N8nException(N8nError.USAGE, "the command is not understood");
        }
        return new Order(files, folder, replace);
    }

    /** Of a folder, as n8n writes one when each workflow is exported by itself, all that may be workflows. */
    private static List<Path> files(Order order) {
        var all = new ArrayList<Path>();
        for (var path : order.files()) {
            if (!Files.isDirectory(path)) {
                all.add(path);
                continue;
            }
            try (var files = Files.list(path)) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(all::add);
            } catch (IOException e) {
                throw new N8nException(N8nError.NO_JSON, "the folder " + path + " cannot be read", e);
            }
        }
        return all;
    }

    private int read(Path file, List<Source> sources) {
        try {
            for (var workflow : Importer.workflows(Files.readAllBytes(file))) {
                var flow = flow(workflow);
                sources.add(new Source(file, new Together.Member(workflow, flow)));
            }
            return 0;
        } catch (IOException e) {
            return fail(new N8nException(N8nError.NO_JSON, "the file " + file + " cannot be read", e));
        } catch (N8nException e) {
            return fail(e);
        }
    }

    private int one(Source source, Together together, Order order) {
        try {
            var member = source.member();
            var imported = Importer.read(member.workflow(), member.flow(), together);
            var target = order.replace() ? imported.replace(order.folder()) : imported.write(order.folder());
            var report = imported.report();
            int open = report.findings(Finding.Kind.UNSUPPORTED).size();
            // As the report says them: what holds for many nodes counts once.
            long unset = report.findings().stream()
                    .filter(finding ->
                            finding.kind() == Finding.Kind.CREDENTIAL || finding.kind() == Finding.Kind.SECRET)
                    .map(finding -> List.of(finding.reason(), finding.hint()))
                    .distinct()
                    .count();
            out.println(source.file() + " -> " + target + (open == 0 ? "" : ", " + open + " to be filled")
                    + (unset == 0 ? "" : ", " + unset + " to be configured"));
            return open == 0 ? 0 : 1;
        } catch (N8nException e) {
            return fail(e);
        }
    }

    private void next(Path folder) {
        out.println();
        out.println(
                "Next, for each folder: read REPORT.md, which says what the workflow reaches and what is to be done;");
        out.println(
                "set what is empty in application.properties; then let the runtime read it: SERAI_ROUTES=" + folder);
    }

    /** Whose the folders are that may be replaced. */
    private void earlier(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var folders = Files.list(folder)) {
            folders.sorted().forEach(one -> {
                var id = Made.in(one).id();
                if (!id.isEmpty()) {
                    owned.add(one.getFileName().toString());
                    owners.computeIfAbsent(id, nobody -> new ArrayList<>())
                            .add(one.getFileName().toString());
                }
            });
        } catch (IOException e) {
            throw new N8nException(N8nError.CANNOT_WRITE, "the folder " + folder + " cannot be read", e);
        }
    }

    /** That of its earlier import, else one that no other workflow has or had: what was set in it is not for this one. */
    private String flow(Workflow workflow) {
        var name = Project.flowName(workflow.name());
        return owners.getOrDefault(workflow.id(), List.of()).stream()
                .filter(own -> own.equals(name) || own.matches(Pattern.quote(base(name)) + "-\\d+"))
                .filter(flows::add)
                .findFirst()
                .orElseGet(() -> Project.flowName(unique(name)));
    }

    /** Short enough that a number is not cut off. */
    private static String base(String name) {
        return name.substring(0, Math.min(30, name.length())).replaceAll("-+$", "");
    }

    /** Workflows of one name are told apart by a number. */
    private String unique(String name) {
        var base = base(name);
        var numbered = name;
        while (owned.contains(numbered) || !flows.add(numbered)) {
            numbered = base + "-" + numbers.merge(base, 2, (last, one) -> last + 1);
        }
        return numbered;
    }

    private int fail(N8nException e) {
        err.println(e.getMessage());
        return 2;
    }
}
