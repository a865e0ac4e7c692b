package dev.serai.supabase;

import dev.serai.supabase.auth.AuthAction;
import dev.serai.supabase.client.auth.Sessions;
import dev.serai.support.camel.HttpComponent;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.util.PropertiesHelper;

/** The {@code supabase} scheme. */
@Component("supabase")
public class SupabaseComponent extends HttpComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private SupabaseConfiguration configuration = new SupabaseConfiguration();

    private final Sessions sessions;

    public SupabaseComponent() {
        this(Clock.systemUTC());
    }

    /**
     * A component whose sessions go by another clock.
     *
     * @param clock by which tokens end
     */
    SupabaseComponent(Clock clock) {
        sessions = new Sessions(clock);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        var kind = SupabaseKind.of(slash < 0 ? remaining : remaining.substring(0, slash));
        var name = slash < 0 || slash == remaining.length() - 1 ? null : remaining.substring(slash + 1);
        var copy = configuration.copy();
        copy.setHttpHeaders(merged(copy.getHttpHeaders(), parameters, "httpHeader."));
        Identity.settle(copy, parameters, kind == SupabaseKind.AUTH && AuthAction.isAboutEmail(name));
        var endpoint = new SupabaseEndpoint(uri, this, kind, name, copy);
        endpoint.getFunctionOptions()
                .setFunctionHeaders(PropertiesHelper.extractProperties(parameters, "functionHeader."));
        endpoint.getStorageOptions().setFileMetadata(PropertiesHelper.extractProperties(parameters, "fileMetadata."));
        endpoint.getStorageOptions().setTransform(PropertiesHelper.extractProperties(parameters, "transform."));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doShutdown() throws Exception {
        super.doShutdown();
        sessions.clear();
    }

    public Sessions sessions() {
        return sessions;
    }

    /** The settings here for what is no endpoint and says some of them differently, such as a store of vectors. */
    public SupabaseConfiguration settled(Map<String, Object> settings) {
        var copy = configuration.copy();
        Identity.settle(copy, settings, false);
        return copy;
    }

    public SupabaseConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(SupabaseConfiguration configuration) {
        this.configuration = configuration;
    }
}
