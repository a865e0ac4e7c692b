package dev.serai.ollama;

import dev.serai.support.camel.HttpComponent;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;

/** The {@code ollama} scheme. */
@Component("ollama")
public class OllamaComponent extends HttpComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private OllamaConfiguration configuration = new OllamaConfiguration();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int slash = remaining.indexOf('/');
        var operation = OllamaOperation.of(slash < 0 ? remaining : remaining.substring(0, slash));
        var model = slash < 0 || slash == remaining.length() - 1 ? null : remaining.substring(slash + 1);
        var copy = configuration.copy();
        copy.setHttpHeaders(merged(copy.getHttpHeaders(), parameters, "httpHeader."));
        copy.setExtraOptions(merged(copy.getExtraOptions(), parameters, "option."));
        var endpoint = new OllamaEndpoint(uri, this, operation, model, copy);
        setProperties(endpoint, parameters);
        return endpoint;
    }

    public OllamaConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(OllamaConfiguration configuration) {
        this.configuration = configuration;
    }
}
