package dev.serai.springboot;

import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** Gives components without a starter of their own what {@code camel.component.<scheme>.*} says. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
public class SeraiAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    static ComponentBinder seraiComponentBinder(ApplicationContext application) {
        return new ComponentBinder(application);
    }

    @Bean
    static UnusedProperties seraiUnusedProperties(ApplicationContext application) {
        return new UnusedProperties(application);
    }
}
