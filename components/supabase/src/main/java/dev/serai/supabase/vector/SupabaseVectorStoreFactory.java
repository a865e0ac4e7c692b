package dev.serai.supabase.vector;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseComponent;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.support.vector.VectorStore;
import dev.serai.support.vector.VectorStoreFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PropertyBindingSupport;

/** Makes the collections of {@code store=supabase}: with the settings of the component, which options win over. */
public final class SupabaseVectorStoreFactory implements VectorStoreFactory {

    private static final String TABLE = "table";
    private static final TreeSet<String> SETTINGS = new TreeSet<>(List.of(
            "url",
            "apiKey",
            "serviceKey",
            "key",
            "accessToken",
            "session",
            "email",
            "password",
            "refreshMargin",
            "schema",
            "connectTimeout",
            "requestTimeout",
            "idleTimeout",
            "totalTimeout",
            "maxResponseSize",
            "retries"));

    @Override
    public VectorStore create(CamelContext context, String collection, Map<String, String> options) {
        var component = context.getComponent("supabase", SupabaseComponent.class);
        var settings = new HashMap<String, Object>(options);
        settings.remove(TABLE);
        var configuration = component.settled(settings);
        bind(context, configuration, settings);
        var names = new Names(configuration.getSchema(), options.getOrDefault(TABLE, collection));
        return new SupabaseVectorStore(new Access(configuration, component), names);
    }

    private static void bind(CamelContext context, SupabaseConfiguration configuration, Map<String, Object> settings) {
        for (var name : settings.keySet()) {
            if (!SETTINGS.contains(name)) {
                throw Access.bad("store." + name + " is not known to the store supabase, which has " + TABLE + ", "
                        + String.join(", ", SETTINGS));
            }
        }
        for (var setting : Map.copyOf(settings).entrySet()) {
            try {
                PropertyBindingSupport.build()
                        .withCamelContext(context)
                        .withTarget(configuration)
                        .withProperty(setting.getKey(), setting.getValue())
                        .withMandatory(true)
                        .bind();
            } catch (RuntimeException e) {
                // The cause quotes the value, which may be a key.
                throw Access.bad("store." + setting.getKey() + " has a value that it cannot have");
            }
        }
    }
}
