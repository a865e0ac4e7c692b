package dev.serai.ollama.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What one server told.
 *
 * @param failure why it told nothing; null when it answered
 * @param described what it said about single models, by {@link Names#key}
 * @param undescribed why it said nothing about a model that it should know, by {@link Names#key}
 */
public record NodeFacts(
        String node,
        Failure failure,
        String version,
        List<InstalledModel> installed,
        List<LoadedModel> loaded,
        Map<String, ModelInfo> described,
        Map<String, String> undescribed) {

    /** Why a server did not answer, and what can be done. */
    public record Failure(String text, String remedy) {}

    public NodeFacts {
        installed = List.copyOf(installed);
        loaded = List.copyOf(loaded);
        described = Map.copyOf(described);
        undescribed = Map.copyOf(undescribed);
    }

    static NodeFacts down(String node, Failure failure) {
        return new NodeFacts(node, failure, "", List.of(), List.of(), Map.of(), Map.of());
    }

    public boolean answers() {
        return failure == null;
    }

    /** Null when the server did not describe it. */
    ModelInfo info(String model) {
        return described.get(Names.key(model));
    }

    /** Null when it is not there. */
    InstalledModel installed(String model) {
        return installed.stream()
                .filter(entry -> Names.key(entry.name()).equals(Names.key(model)))
                .findFirst()
                .orElse(null);
    }

    long weights(String model) {
        var entry = installed(model);
        return entry == null ? 0 : entry.size();
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("node", node);
        map.put("answers", answers());
        map.put("version", version);
        map.put("installed", installed.stream().map(InstalledModel::name).toList());
        map.put("loaded", loaded.stream().map(LoadedModel::toMap).toList());
        return map;
    }

    @Override
    public String toString() {
        if (!answers()) {
            return node + ": does not answer";
        }
        var lines = new StringJoiner(System.lineSeparator() + "    ");
        lines.add(node + ": version " + (version.isEmpty() ? "not told" : version) + ", models installed: "
                + installed.size() + ", in memory: " + loaded.size());
        loaded.forEach(model -> lines.add(model.toString()));
        return lines.toString();
    }
}
