package dev.serai.offline.modal.data;

import java.util.Map;

/** Variables that nobody reads but the programs that get them. */
final class Secret {
    private final double created;
    private volatile Map<String, String> variables = Map.of();

    Secret(double created) {
        this.created = created;
    }

    double created() {
        return created;
    }

    Map<String, String> variables() {
        return variables;
    }

    void variables(Map<String, String> values) {
        variables = Map.copyOf(values);
    }
}
