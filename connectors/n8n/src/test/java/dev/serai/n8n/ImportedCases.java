package dev.serai.n8n;

import dev.serai.items.model.ItemRun;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Cases in one Camel context, imported as a person would import them, with what they call and ask beside them. */
final class ImportedCases implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Map<String, String> flows = new HashMap<>();
    private final Map<String, Throwable> failures = new HashMap<>();
    private final Properties properties = new Properties();
    private final List<Imported> imported = new ArrayList<>();
    private final ProducerTemplate template;

    ImportedCases(List<Recorded> cases, Path folder) throws Exception {
        context.disableJMX();
        for (var one : cases) {
            var flow = "case-" + flows.size();
            flows.put(one.name(), flow);
            read(one, flow, folder, one.names());
            for (var called : one.called()) {
                read(called, flow + "-" + called.name().toLowerCase(Locale.ROOT), folder, one.names());
            }
        }
        context.getPropertiesComponent().setInitialProperties(properties);
        for (var one : imported) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromBytes(
                            one.flow() + ".camel.yaml", one.routes().getBytes(StandardCharsets.UTF_8)));
        }
        context.start();
        template = context.createProducerTemplate();
    }

    private void read(Recorded one, String flow, Path folder, Map<String, String> addresses) throws Exception {
        var made = Importer.read(one.workflow(addresses), name -> flow);
        properties.load(new StringReader(made.files().get("application.properties")));
        properties.put(flow + ".settings", "file:" + made.write(folder).resolve(flow + ".n8n.json"));
        // A person would name the flow that each of these nodes calls.
        var target = one.json().path("nodes").findValue("workflowId");
        if (target != null) {
            var name = target.path("value")
                    .asText()
                    .replaceAll("[{}]|workflow:", "")
                    .toLowerCase(Locale.ROOT);
            properties.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(flow + ".") && key.endsWith(".calls"))
                    .forEach(key -> properties.put(key, flow.replaceAll("(case-\\d+).*", "$1") + "-" + name));
        }
        imported.add(made);
    }

    /** What each trip through the case's routes has kept. */
    List<ItemRun> run(Recorded one) {
        var exchange = template.request("direct:" + flows.get(one.name()) + "/start", made -> {});
        if (exchange.getException() != null) {
            failures.put(one.name(), exchange.getException());
        }
        var run = exchange.getProperty("CamelItemsRun", ItemRun.class);
        return List.of(run == null ? new ItemRun() : run);
    }

    Throwable failure(Recorded one) {
        return failures.get(one.name());
    }

    @Override
    public void close() {
        context.stop();
    }
}
