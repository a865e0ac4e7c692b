package dev.serai.daytona.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import java.util.Map;

/** What a leased sandbox is like, and what a later user may want of it: only what it is, or nothing in particular. */
final class LeaseTerms {

    /** The options whose names the service has others for. */
    private static final Map<String, String> OPTIONS = Map.of(
            "autoStopInterval", "autoStop",
            "user", "osUser",
            "public", "openPreview",
            "buildInfo", "image");

    private static final Map<String, String> LABELS = Map.of("code-toolbox-language", "language");

    private LeaseTerms() {}

    /** Refuses a wish that the sandbox does not fulfil: its code would run with a network, say, that it must not have. */
    static void check(ObjectNode leased, ObjectNode wish) {
        wish.fields().forEachRemaining(entry -> {
            var name = entry.getKey();
            if (name.equals("labels")) {
                entry.getValue()
                        .fields()
                        .forEachRemaining(label -> check(
                                LABELS.getOrDefault(label.getKey(), "label." + label.getKey()),
                                leased.path(name).path(label.getKey()),
                                label.getValue()));
            } else {
                check(OPTIONS.getOrDefault(name, name), leased.path(name), entry.getValue());
            }
        });
    }

    private static void check(String option, JsonNode leased, JsonNode wanted) {
        var known = leased.isNull() ? MissingNode.getInstance() : leased;
        // What is off unless it is set may be left out or set to false.
        var fits = wanted.isNull()
                || wanted.equals(known)
                || wanted.isBoolean() && !wanted.asBoolean() && known.isMissingNode();
        if (!fits) {
            throw new DaytonaException(
                    DaytonaError.BAD_OPTION,
                    option + " is " + words(wanted)
                            + " here, but the leased sandbox, which an earlier step has asked for, has "
                            + (known.isMissingNode() ? "no " + option : option + "=" + words(known)),
                    "Set " + option + " where the sandbox is used first, and leave it out or set the same later.",
                    null);
        }
    }

    private static String words(JsonNode value) {
        var dockerfile = value.path("dockerfileContent").asText("");
        return value.isValueNode()
                ? value.asText()
                : dockerfile.isEmpty()
                        ? value.toString()
                        : dockerfile.replaceFirst("^FROM ", "").strip();
    }
}
