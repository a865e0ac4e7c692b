package dev.serai.runtime;

import dev.serai.runtime.access.AccessConfiguration;
import dev.serai.runtime.config.ConfigConfiguration;
import dev.serai.runtime.console.ConsoleConfiguration;
import dev.serai.runtime.health.HealthConfiguration;
import dev.serai.runtime.http.HttpConfiguration;
import dev.serai.runtime.imports.ImportConfiguration;
import dev.serai.runtime.load.LoadConfiguration;
import dev.serai.runtime.model.ModelConfiguration;
import dev.serai.runtime.record.RecordConfiguration;
import dev.serai.runtime.telemetry.TelemetryConfiguration;
import dev.serai.springboot.SeraiAutoConfiguration;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** All there is, named one by one: a search through the class path would cost a good part of the start. */
@Configuration(proxyBeanMethods = false)
@Import({
    ConfigConfiguration.class,
    AccessConfiguration.class,
    HttpConfiguration.class,
    HealthConfiguration.class,
    ModelConfiguration.class,
    LoadConfiguration.class,
    RecordConfiguration.class,
    TelemetryConfiguration.class,
    ImportConfiguration.class,
    ConsoleConfiguration.class,
    CamelAutoConfiguration.class,
    SeraiAutoConfiguration.class
})
public class RuntimeConfiguration {}
