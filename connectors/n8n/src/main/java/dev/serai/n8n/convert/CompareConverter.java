package dev.serai.n8n.convert;

import dev.serai.support.json.Json;

/** Compare Datasets: what only one input has, what is the same, and what differs. */
final class CompareConverter implements Converter {

    private static final String[] NAMES = {"firstOnly", "same", "different", "secondOnly"};

    @Override
    public Conversion convert(Work work) {
        var node = work.node();
        var options = Json.object().put("on", MergeConverter.pairs(node));
        options.put(
                "firstMatch",
                node.at("options", "multipleMatches").asText("first").equals("first"));
        var skipped = node.at("options", "skipFields").asText("");
        if (!skipped.isEmpty()) {
            options.put("skip", skipped);
        }
        options.put(
                "prefer",
                switch (node.text("resolve", "includeBoth")) {
                    case "preferInput1" -> "first";
                    case "preferInput2" -> "last";
                    case "mix" -> "mix";
                    default -> "both";
                });
        if (node.at("exceptWhenMix").asText("").length() > 0) {
            work.lost("exceptWhenMix", "Correct these fields with items:set behind it.");
        }
        return work.items("compare", options, NAMES);
    }
}
