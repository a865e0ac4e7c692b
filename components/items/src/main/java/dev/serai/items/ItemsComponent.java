package dev.serai.items;

import dev.serai.support.camel.Resources;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** The {@code items} scheme. */
@Component("items")
public class ItemsComponent extends DefaultComponent {

    @Metadata(description = "What all endpoints share unless they say otherwise.")
    private ItemsConfiguration configuration = new ItemsConfiguration();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var operation = ItemsOperation.of(remaining);
        var copy = configuration.copy();
        if (parameters.get("settings") != null) {
            Settings.read(getCamelContext(), parameters.get("settings").toString())
                    .applyTo(copy);
        }
        copy.getOutput().putAll(PropertiesHelper.extractProperties(parameters, "output."));
        copy.getFields().putAll(PropertiesHelper.extractProperties(parameters, "field."));
        copy.getTypes().putAll(PropertiesHelper.extractProperties(parameters, "type."));
        copy.getRules().putAll(PropertiesHelper.extractProperties(parameters, "rule."));
        copy.getRename().putAll(PropertiesHelper.extractProperties(parameters, "rename."));
        copy.getExtract().putAll(PropertiesHelper.extractProperties(parameters, "extract."));
        var endpoint = new ItemsEndpoint(uri, this, operation, copy);
        setProperties(endpoint, parameters);
        copy.setCode(Resources.text(getCamelContext(), copy.getCode()));
        return endpoint;
    }

    public ItemsConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ItemsConfiguration configuration) {
        this.configuration = configuration;
    }
}
