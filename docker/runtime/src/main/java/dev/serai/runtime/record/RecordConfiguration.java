package dev.serai.runtime.record;

import dev.serai.agent.AgentEvents;
import dev.serai.runtime.config.Settings;
import dev.serai.runtime.load.RouteFolders;
import dev.serai.runtime.telemetry.TraceSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

@Configuration(proxyBeanMethods = false)
public class RecordConfiguration {

    @Bean(destroyMethod = "close")
    RunRecords runRecords(
            CamelContext context,
            DataSource source,
            Settings settings,
            ConfigurableEnvironment environment,
            RouteFolders folders) {
        var secrets = new HashSet<>(secrets(environment));
        secrets.addAll(TraceSettings.secrets(settings.lookup()));
        return RunRecords.open(context, source, RecordPolicy.of(settings.lookup()), secrets, folders::properties);
    }

    @Bean
    AgentEvents recordedAgents(RunRecords records) {
        return records.agentEvents();
    }

    /** What settings of secret names hold: ours, those of components and those that only routes know. */
    static Collection<String> secrets(ConfigurableEnvironment environment) {
        var names = new SecretNames();
        var values = new HashSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings
                    && !source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
                for (var name : settings.getPropertyNames()) {
                    if (names.ofSetting(name)) {
                        var value = value(environment, String.valueOf(settings.getProperty(name)));
                        values.addAll(name.toLowerCase(Locale.ROOT).endsWith("keys") ? each(value) : List.of(value));
                    }
                }
            }
        }
        return values;
    }

    /** Keys of several clients stand behind their names, with commas between them. */
    private static List<String> each(String keys) {
        return Arrays.stream(keys.split(","))
                .map(key -> key.substring(key.indexOf('=') + 1).strip())
                .toList();
    }

    private static String value(ConfigurableEnvironment environment, String text) {
        try {
            return environment.resolvePlaceholders(text);
        } catch (IllegalArgumentException e) {
            // A password may hold what looks like a reference.
            return text;
        }
    }
}
