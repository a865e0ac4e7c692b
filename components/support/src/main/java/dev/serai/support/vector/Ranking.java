package dev.serai.support.vector;

import dev.serai.support.text.Passage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Puts two rankings together by reciprocal rank: ranks can be compared where scores cannot. */
public final class Ranking {

    private static final int OFFSET = 60;

    private Ranking() {}

    public static List<Passage> merged(List<Passage> one, List<Passage> other, int most) {
        var scores = new LinkedHashMap<String, Double>();
        var passages = new LinkedHashMap<String, Passage>();
        for (var ranking : List.of(one, other)) {
            for (int i = 0; i < ranking.size(); i++) {
                var passage = ranking.get(i);
                scores.merge(passage.id(), 1.0 / (OFFSET + i + 1), Double::sum);
                passages.putIfAbsent(passage.id(), passage);
            }
        }
        return passages.values().stream()
                .map(hit -> new Passage(hit.id(), hit.source(), hit.text(), scores.get(hit.id()), hit.metadata()))
                .sorted(Comparator.comparingDouble(Passage::score).reversed())
                .limit(most)
                .toList();
    }
}
