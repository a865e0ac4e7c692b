package dev.serai.springboot;

import dev.serai.support.error.ErrorCode;

/** What can be wrong with the properties of components. ERRORS.md explains each to its reader. */
public enum StarterError implements ErrorCode {
    UNKNOWN_OPTION("001", "Correct the name."),
    BAD_VALUE("002", "Correct the value."),
    NO_PLACEHOLDER("003", "Define what the placeholder names, or correct it."),
    NO_COMPONENT("004", "Correct the name, or add the component's jar.");

    private final String number;
    private final String remedy;

    StarterError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "STARTER-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
