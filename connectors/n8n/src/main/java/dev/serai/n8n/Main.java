package dev.serai.n8n;

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

/** The command: {@code java -jar serai-n8n.jar import workflow.json ... -o routes/}. */
public final class Main {

    private final PrintStream out;
    private final PrintStream err;
    private final Set<String> flows = new HashSet<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @SuppressWarnings("java:S106")
    public static void main(String[] args) {
        System.exit(new Main(System.out, System.err).run(List.of(args)));
    }

    /** 0 when all was imported, 1 when there are placeholders, 2 when a file could not be imported. */
    int run(List<String> args) {
        if (args.size() < 2 || !args.get(0).equals("import")) {
            return fail(new N8nException(N8nError.USAGE, "the command is not understood"));
        }
        var files = new ArrayList<Path>();
        var folder = Path.of("routes");
        for (int i = 1; i < args.size(); i++) {
            if (args.get(i).equals("-o") && i + 1 < args.size()) {
                folder = Path.of(args.get(++i));
            } else {
                files.add(Path.of(args.get(i)));
            }
        }
        int worst = 0;
        for (var file : files) {
            worst = Math.max(worst, one(file, folder));
        }
        return worst;
    }

    private int one(Path file, Path folder) {
        try {
            var bytes = Files.readAllBytes(file);
            var imported = Importer.read(bytes, this::unique);
            var target = imported.write(folder);
            int open = imported.report()
                    .findings(dev.serai.n8n.report.Finding.Kind.UNSUPPORTED)
                    .size();
            out.println(file + " -> " + target + (open == 0 ? "" : ", " + open + " to be filled, see REPORT.md"));
            return open == 0 ? 0 : 1;
        } catch (IOException e) {
            return fail(new N8nException(N8nError.NO_JSON, "the file " + file + " cannot be read", e));
        } catch (N8nException e) {
            return fail(e);
        }
    }

    /** Workflows of one name are told apart by a number. */
    private String unique(String name) {
        if (flows.add(name)) {
            return name;
        }
        // Short enough that the number is not cut off.
        var base = name.substring(0, Math.min(30, name.length())).replaceAll("-+$", "");
        var numbered = name;
        while (!flows.add(numbered)) {
            numbered = base + "-" + numbers.merge(base, 2, (last, one) -> last + 1);
        }
        return numbered;
    }

    private int fail(N8nException e) {
        err.println(e.getMessage());
        return 2;
    }
}
