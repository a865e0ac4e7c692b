package dev.serai.springboot;

import org.apache.camel.Component;
import org.apache.camel.Ordered;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.util.HierarchicalPropertiesEvaluator;
import org.springframework.context.ApplicationContext;

/**
 * Sets the options of every component that has no starter of its own, before the component is initialised. Other
 * customizers come later and so have the last word.
 */
public class ComponentBinder implements ComponentCustomizer {

    private final ApplicationContext application;
    private volatile ComponentProperties properties;

    public ComponentBinder(ApplicationContext application) {
        this.application = application;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST;
    }

    @Override
    public boolean isEnabled(String name, Component component) {
        return !properties().hasStarter(name)
                && HierarchicalPropertiesEvaluator.evaluate(
                        application,
                        "camel.component",
                        properties().prefix(name),
                        "camel.component.customizer",
                        properties().prefix(name) + ".customizer");
    }

    @Override
    public void configure(String name, Component component) {
        new ComponentOptions(properties().prefix(name), component)
                .set(properties().of(name));
    }

    /** Not made earlier: looking for the starters' beans would begin before all are known. */
    private ComponentProperties properties() {
        if (properties == null) {
            properties = new ComponentProperties(application.getEnvironment(), application);
        }
        return properties;
    }
}
