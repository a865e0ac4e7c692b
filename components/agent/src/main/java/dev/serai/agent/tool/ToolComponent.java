package dev.serai.agent.tool;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;

/** The {@code tool} scheme. */
@Component("tool")
public class ToolComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        var configuration = new ToolConfiguration();
        configuration.setParameters(PropertiesHelper.extractProperties(parameters, "parameter."));
        var endpoint = new ToolEndpoint(uri, this, remaining, configuration);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
