package dev.serai.runtime.telemetry;

import dev.serai.runtime.config.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class TelemetryConfiguration {

    @Bean(destroyMethod = "close")
    Traces traces(Settings settings) {
        return new Traces(TraceSettings.of(settings.lookup()));
    }
}
