package dev.serai.springboot;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Small applications with the starter. */
final class Applications {

    private Applications() {}

    static ApplicationContextRunner with(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(CamelAutoConfiguration.class, SeraiAutoConfiguration.class))
                .withPropertyValues("camel.main.jmx-enabled=false")
                .withPropertyValues(properties);
    }

    /** Variables that stand in for those of the process. */
    static ApplicationContextRunner withVariables(Map<String, Object> variables) {
        return with().withInitializer(application -> application
                .getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
    }

    static <C extends Component> C component(ApplicationContext application, String name, Class<C> type) {
        return application.getBean(CamelContext.class).getComponent(name, type);
    }
}
