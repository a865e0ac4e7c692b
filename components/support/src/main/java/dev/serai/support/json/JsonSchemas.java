package dev.serai.support.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import java.util.List;

/** Validates values against a JSON schema, in words that a model and a person can both act on. */
public final class JsonSchemas {

    // A schema may come from a message, so a "$ref" must not make this process read a file or a URL.
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private JsonSchemas() {}

    /** @throws IllegalArgumentException when it is no usable schema */
    public static Validator compile(JsonNode schema) {
        if (!schema.isObject()) {
            throw new IllegalArgumentException("a JSON schema is an object, this is " + schema.getNodeType());
        }
        try {
            JsonSchema compiled = FACTORY.getSchema(schema, CONFIG);
            compiled.initializeValidators();
            return value -> compiled.validate(value).stream()
                    .map(ValidationMessage::getMessage)
                    .sorted()
                    .toList();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a usable JSON schema: " + e.getMessage(), e);
        }
    }

    /** A compiled schema. */
    @FunctionalInterface
    public interface Validator {
        /** The violations, empty when the value is valid. */
        List<String> violations(JsonNode value);
    }
}
