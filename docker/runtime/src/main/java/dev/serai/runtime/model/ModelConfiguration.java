package dev.serai.runtime.model;

import dev.serai.runtime.config.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class ModelConfiguration {

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String TOTAL = "MemTotal:";

    /** The route starts and stops it. */
    @Bean(destroyMethod = "")
    ModelChoice modelChoice(CamelContext context, Settings settings) {
        var configured = settings.lookup()
                .text("serai.model")
                .filter(uri -> !uri.equals(ModelRoute.URI))
                .orElse(null);
        return new ModelChoice(context, configured, memory());
    }

    @Bean
    CamelContextConfiguration modelRoute(ObjectProvider<ModelChoice> choice) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                try {
                    context.addRoutes(new ModelRoute(choice.getObject()));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // The choice is made while the runtime starts.
            }
        };
    }

    /** That of the machine: the model server has no part in the limit of the runtime's container. */
    private static long memory() {
        try (var lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith(TOTAL))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | NumberFormatException e) {
            return ManagementFactory.getOperatingSystemMXBean()
                            instanceof com.sun.management.OperatingSystemMXBean system
                    ? system.getTotalMemorySize()
                    : Long.MAX_VALUE;
        }
    }
}
