package dev.serai.support.camel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Options whose value may be written in place or stand in a resource. */
public final class Resources {

    private static final String PREFIX = "resource:";

    private Resources() {}

    /** The value itself, or the text of the resource that {@code resource:classpath:...} or {@code resource:file:...} names. */
    public static String text(CamelContext context, String value) {
        if (value == null || !value.startsWith(PREFIX)) {
            return value;
        }
        var uri = value.substring(PREFIX.length());
        try (var stream = ResourceHelper.resolveMandatoryResourceAsInputStream(context, uri)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("the resource '" + uri + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
