package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.model.ModelRoute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Puts together what variables, files and the mounted application.yaml say, before anything is made. */
public final class Preparation implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String GATEWAY_KEYS = "camel.component.gateway.keys";
    private static final String MODEL = "serai.model";
    private static final String LINKS = "camel.component.people.public-url";
    private static final String STATE = "serai.items.state";
    private static final String VECTORS = "camel.component.vector.directory";

    private final Map<String, String> variables;

    private Preparation(Map<String, String> variables) {
        this.variables = variables;
    }

    /** @param given the variables of the process, or of a test */
    public static void prepare(SpringApplication application, Map<String, String> given) {
        var variables = new HashMap<>(given);
        variables.entrySet().removeIf(link -> KnownSettings.isServiceLink(link.getKey(), link.getValue()));
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        source(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                                SecretFiles.others(variables)));
        application.setEnvironment(environment);
        var defaults = new HashMap<String, Object>(Map.of(
                "camel.main.name",
                "serai",
                "camel.main.jmx-enabled",
                "false",
                // The folders of SERAI_ROUTES are read by the runtime itself, again when something changes.
                "camel.main.routes-collector-enabled",
                "false",
                "camel.main.startup-summary-level",
                "Oneline",
                // Routes ask for it by {{serai.model}}.
                MODEL,
                ModelRoute.URI,
                "camel.component.people.store",
                "sql",
                "camel.component.people.approvals",
                "true",
                "spring.main.web-application-type",
                "none"));
        var file = variables.get("SERAI_CONFIG");
        if (file != null) {
            if (!Files.isReadable(Path.of(file))) {
                throw new SeraiRuntimeException(
                        RuntimeError.UNREADABLE_FILE, "SERAI_CONFIG names a file that cannot be read: " + file);
            }
            defaults.put(
                    "spring.config.additional-location", Path.of(file).toUri().toString());
        }
        application.setDefaultProperties(defaults);
        application.addInitializers(new Preparation(variables));
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var secrets = SecretFiles.read(variables);
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        source("files-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, secrets));
        KnownSettings.check(names(environment).keySet());
        environment.getPropertySources().addFirst(new MapPropertySource("derived", derived(environment)));
    }

    /** What follows from a setting of the runtime for a component. */
    private static Map<String, Object> derived(ConfigurableEnvironment environment) {
        var settings = Settings.of(environment::getProperty);
        var derived = new HashMap<String, Object>();
        // Camel takes whole seconds, and none for a mistake.
        derived.put(
                "camel.main.shutdown-timeout",
                String.valueOf(Math.max(1, settings.stopTimeout().toSeconds())));
        if (isUnset(environment, MODEL)) {
            // As a line of .env without a value leaves it.
            derived.put(MODEL, ModelRoute.URI);
        }
        var key = environment.getProperty("serai.gateway-key");
        if (key != null && !key.isBlank() && isUnset(environment, GATEWAY_KEYS)) {
            derived.put(GATEWAY_KEYS, "clients=" + key);
        }
        var data = settings.data().toAbsolutePath();
        derived.put("serai.data", data.toString());
        if (isUnset(environment, VECTORS)) {
            derived.put(VECTORS, data.resolve("vectors").toString());
        }
        if (isUnset(environment, STATE)) {
            // What imported workflows remember must outlive a restart.
            derived.put(STATE, data.resolve("items").toString());
        }
        if (isUnset(environment, LINKS)) {
            // Links in mails lead there.
            derived.put(
                    LINKS,
                    settings.publicUrl() == null
                            ? "http://127.0.0.1:" + settings.port()
                            : settings.publicUrl().toString());
        }
        if (isUnset(environment, "serai.sql.url")) {
            derived.put("serai.sql.url", "jdbc:h2:file:" + data.resolve("serai"));
        }
        return derived;
    }

    private static boolean isUnset(ConfigurableEnvironment environment, String name) {
        var value = environment.getProperty(name);
        return value == null || value.isBlank();
    }

    /** All settings of the runtime by the names they were given, with what is said for each. */
    static Map<String, String> names(ConfigurableEnvironment environment) {
        var names = new HashMap<String, String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> enumerable) {
                for (var name : enumerable.getPropertyNames()) {
                    if (name.startsWith("serai.") || name.startsWith("SERAI_") && !name.endsWith("_FILE")) {
                        names.putIfAbsent(name, environment.getProperty(name));
                    }
                }
            }
        }
        return names;
    }

    private static SystemEnvironmentPropertySource source(String name, Map<String, ?> values) {
        return new SystemEnvironmentPropertySource(name, new HashMap<>(values));
    }
}
