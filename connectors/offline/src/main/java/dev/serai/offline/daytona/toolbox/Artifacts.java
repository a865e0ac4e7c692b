package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/**
 * What code gave besides text: lines with a mark in front carry charts.
 *
 * @param text the output without those lines
 */
record Artifacts(String text, ArrayNode charts) {
    static final String MARK = "dtn_artifact_k39fd2:";

    static Artifacts of(String output) {
        var charts = Json.array();
        if (!output.contains(MARK)) {
            return new Artifacts(output, charts);
        }
        var kept = new ArrayList<String>();
        for (var line : output.split("\n", -1)) {
            if (line.startsWith(MARK)) {
                chart(line.substring(MARK.length())).ifPresent(charts::add);
            } else {
                kept.add(line);
            }
        }
        return new Artifacts(String.join("\n", kept), charts);
    }

    private static Optional<ObjectNode> chart(String text) {
        try {
            var artifact = Json.parse(text.trim());
            var isChart = artifact.path("type").asText().equals("chart") && artifact.has("value");
            return isChart ? ChartShape.of(artifact.get("value")) : Optional.empty();
        } catch (UncheckedIOException e) {
            // A line that only looks like one is left out, as in the service.
            return Optional.empty();
        }
    }
}
