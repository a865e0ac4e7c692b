package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsException;
import dev.serai.items.StepCheck;

/** Asks items: whether a step can be made, so that one node cannot keep a whole flow from starting. */
final class Checks {

    private Checks() {}

    /** What is wrong with the settings of a step, or null. */
    static String failure(String operation, JsonNode settings) {
        try {
            StepCheck.check(operation, settings);
            return null;
        } catch (ItemsException e) {
            return e.getMessage();
        }
    }
}
