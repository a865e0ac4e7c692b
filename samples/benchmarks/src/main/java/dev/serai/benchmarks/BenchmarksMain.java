package dev.serai.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;

/** Measures what its arguments name and prints tables; {@code rounds=N} takes fewer or more rounds. */
final class BenchmarksMain {

    private static final String ROUNDS = "rounds=";

    private BenchmarksMain() {}

    public static void main(String[] args) throws Exception {
        var plan = Plan.FULL;
        for (var argument : args) {
            if (argument.startsWith(ROUNDS)) {
                plan = plan.withRounds(Integer.parseInt(argument.substring(ROUNDS.length())));
            }
        }
        Consumer<String> out = System.out::println;
        for (var argument : args) {
            if (!argument.startsWith(ROUNDS)) {
                out.accept("\n## " + argument + "\n\n" + surroundings() + "\n");
                measure(argument, plan, out);
            }
        }
        // The JDK's client has no end of its own before Java 21.
        System.exit(0);
    }

    private static void measure(String what, Plan plan, Consumer<String> out) throws Exception {
        switch (what) {
            case "throughput" -> new Throughput(plan, out).run();
            case "first-token" -> new FirstToken(plan, out).run();
            case "waiting" -> new Waiting(plan, out).run();
            case "agents" -> new Agents(plan, out).run();
            case "vectors" -> new Vectors(plan, out).run();
            case "tables" -> {
                try (var tables = new Tables(plan, out)) {
                    tables.run();
                }
            }
            case "records" -> {
                try (var records = new Records(plan, out)) {
                    records.run();
                }
            }
            default ->
                throw new IllegalArgumentException("'" + what
                        + "' is none of throughput, first-token, waiting, agents, vectors, tables, records, rounds=N");
        }
    }

    /** A load above 1 before the start says that somebody else is at work. */
    private static String surroundings() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, Java %s, %d processors, load %.1f",
                LocalDate.now(),
                System.getProperty("java.runtime.version"),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage());
    }
}
