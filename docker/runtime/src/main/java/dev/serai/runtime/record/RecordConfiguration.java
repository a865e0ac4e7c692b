package dev.serai.runtime.record;

import dev.serai.agent.AgentEvents;
import dev.serai.runtime.config.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

@Configuration(proxyBeanMethods = false)
public class RecordConfiguration {

    @Bean(destroyMethod = "close")
    RunRecords runRecords(
            CamelContext context, DataSource source, Settings settings, ConfigurableEnvironment environment) {
        return RunRecords.open(context, source, RecordPolicy.of(settings.lookup()), secrets(environment));
    }

    @Bean
    AgentEvents recordedAgents(RunRecords records) {
        return records.agentEvents();
    }

    /** What settings of secret names hold, ours and those of components. */
    private static Collection<String> secrets(ConfigurableEnvironment environment) {
        var names = new SecretNames();
        var values = new HashSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> settings) {
                for (var name : settings.getPropertyNames()) {
                    var lower = name.toLowerCase(Locale.ROOT);
                    if ((lower.startsWith("serai") || lower.startsWith("camel")) && names.has(name)) {
                        values.add(environment.getProperty(name, ""));
                    }
                }
            }
        }
        return values;
    }
}
