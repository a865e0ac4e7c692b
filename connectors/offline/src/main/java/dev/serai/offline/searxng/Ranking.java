package dev.serai.offline.searxng;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts results in the server's order: what several engines find, and find early, comes first. */
final class Ranking {

    /** A result with what the server adds to it. */
    record Ranked(Result result, List<String> engines, List<Integer> positions, double score, String category) {
        String url() {
            return (String) result.fields().get("url");
        }

        /** Scheme, host, path, parameters, query and fragment. */
        static List<String> urlParts(String address) {
            var url = URI.create(address);
            return List.of(
                    orEmpty(url.getScheme()),
                    orEmpty(url.getRawAuthority()),
                    orEmpty(url.getRawPath()),
                    "",
                    orEmpty(url.getRawQuery()),
                    orEmpty(url.getRawFragment()));
        }

        private static String orEmpty(String part) {
            return part == null ? "" : part;
        }
    }

    private Ranking() {}

    static List<Ranked> of(List<Result> results, List<String> asked, List<Engine> known) {
        Map<String, Integer> places = new HashMap<>();
        var ranked = new ArrayList<Ranked>();
        for (var result : results) {
            var engines = new ArrayList<>(result.engines().isEmpty() ? asked.subList(0, 1) : result.engines());
            engines.retainAll(asked);
            if (!engines.isEmpty()) {
                var positions = engines.stream()
                        .map(engine -> places.merge(engine, 1, Integer::sum))
                        .toList();
                var sum = positions.stream().mapToDouble(place -> 1.0 / place).sum();
                ranked.add(new Ranked(result, engines, positions, engines.size() * sum, category(engines, known)));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return ranked;
    }

    private static String category(List<String> engines, List<Engine> known) {
        return known.stream()
                .filter(engine -> engine.name().equals(engines.get(0)))
                .map(engine -> engine.categories().get(0))
                .findFirst()
                .orElse("general");
    }
}
