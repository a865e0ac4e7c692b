package dev.serai.n8n;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Imported routes in a Camel context; what would bring messages by itself is there but not started. */
final class Loading implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Path folder;

    Loading(Imported imported) throws Exception {
        context.disableJMX();
        context.getShutdownStrategy().setTimeout(2);
        // The server of HTTP and the DataSource are the runtime's own.
        context.addComponent("platform-http", new Anything());
        context.addComponent("sql", new Anything());
        var properties = new Properties();
        properties.load(new StringReader(imported.files().get("application.properties")));
        // Settings are read by items: itself, so that every option must be one of its own.
        folder = Files.createTempDirectory("imported");
        properties.put(
                imported.flow() + ".settings", "file:" + imported.write(folder).resolve(imported.flow() + ".n8n.json"));
        properties.put(imported.flow() + ".folder", "file:" + folder.resolve(imported.flow()));
        context.getPropertiesComponent().setInitialProperties(properties);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes(
                        imported.flow() + ".camel.yaml", imported.routes().getBytes(StandardCharsets.UTF_8)));
        context.getRouteDefinitions().stream()
                .filter(route -> !route.getInput().getEndpointUri().matches("(direct|tool):.*"))
                .forEach(route -> route.setAutoStartup("false"));
        context.start();
    }

    DefaultCamelContext context() {
        return context;
    }

    List<String> routes() {
        return context.getRoutes().stream().map(Route::getId).toList();
    }

    /** Targets of direct: that no route answers. */
    List<String> danglingCalls() {
        var from = new ArrayList<String>();
        context.getRoutes().forEach(route -> from.add(path(route.getEndpoint())));
        return context.getEndpoints().stream()
                .map(Loading::path)
                .filter(uri -> uri.startsWith("direct:") && !from.contains(uri) && !uri.contains("nothing-yet"))
                .toList();
    }

    private static String path(Endpoint endpoint) {
        return endpoint.getEndpointUri().replace("://", ":").replaceAll("\\?.*", "");
    }

    @Override
    public void close() {
        context.stop();
        org.apache.camel.util.FileUtil.removeDir(folder.toFile());
    }

    /** Takes any address and any option. */
    private static final class Anything extends DefaultComponent {

        @Override
        public boolean useRawUri() {
            return true;
        }

        @Override
        protected void validateParameters(String uri, java.util.Map<String, Object> parameters, String optionPrefix) {}

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, java.util.Map<String, Object> parameters) {
            parameters.clear();
            return new Thing(uri, this);
        }
    }

    private static final class Thing extends org.apache.camel.support.DefaultEndpoint {

        Thing(String uri, Component component) {
            super(uri, component);
        }

        @Override
        public org.apache.camel.Producer createProducer() {
            return new org.apache.camel.support.DefaultProducer(this) {
                @Override
                public void process(org.apache.camel.Exchange exchange) {}
            };
        }

        @Override
        public org.apache.camel.Consumer createConsumer(org.apache.camel.Processor processor) {
            return new org.apache.camel.support.DefaultConsumer(this, processor);
        }

        @Override
        public boolean isLenientProperties() {
            return true;
        }
    }
}
