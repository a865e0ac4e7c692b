package dev.serai.runtime.health;

import dev.serai.runtime.http.HttpFront;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    @Bean(destroyMethod = "close")
    Metrics metrics() {
        return new Metrics();
    }

    @Bean(destroyMethod = "")
    MeterRegistry meterRegistry(Metrics metrics) {
        return metrics.registry();
    }

    @Bean
    CamelContextConfiguration monitored(HttpFront front, MeterRegistry registry) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                var health = new Health(context, front);
                health.register();
                front.add(health);
                var policy = new MicrometerRoutePolicyFactory();
                policy.setCamelContext(context);
                policy.setMeterRegistry(registry);
                context.addRoutePolicyFactory(policy);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing more
            }
        };
    }
}
