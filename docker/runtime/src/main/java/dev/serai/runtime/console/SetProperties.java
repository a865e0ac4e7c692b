package dev.serai.runtime.console;

import dev.serai.runtime.imports.ImportedWorkflow;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Properties of imports on their way to the page and back. Secrets go only one way. */
final class SetProperties {

    private static final int MOST = 2_000;
    private static final int LONGEST_VALUE = 2_000;

    private SetProperties() {}

    /**
     * @param value what is set already, else what the importer gives; of a secret nothing
     * @param set whether there is a value
     * @param variable counts more than the file
     */
    record Shown(String name, String value, boolean set, boolean secret, String variable, String comment) {}

    /** @param set what the folder has by now */
    static Shown shown(ImportedWorkflow.Property property, Map<String, String> set) {
        var value = set.getOrDefault(property.name(), property.value());
        return new Shown(
                property.name(),
                property.secret() ? "" : value,
                !value.isBlank(),
                property.secret(),
                property.variable(),
                property.comment());
    }

    /**
     * What a person has typed; nothing but what is known can be set. A secret is not shown, so a field for it that was
     * touched and left empty says nothing.
     */
    static Map<String, String> given(ApiCall call, Collection<ImportedWorkflow.Property> properties) {
        var given = call.texts("properties", MOST, LONGEST_VALUE);
        var known = properties.stream()
                .collect(Collectors.toMap(
                        ImportedWorkflow.Property::name,
                        ImportedWorkflow.Property::secret,
                        (one, other) -> one || other));
        var set = new TreeMap<String, String>();
        given.forEach((name, value) -> {
            if (!known.containsKey(name) || value.chars().anyMatch(Character::isISOControl)) {
                throw new ConsoleException(
                        ConsoleError.BAD_REQUEST,
                        known.containsKey(name)
                                ? "the value of a property has more than one line"
                                : "'properties' has a name that this import does not");
            }
            if (!known.get(name) || !value.isBlank()) {
                set.put(name, value);
            }
        });
        return set;
    }
}
