package dev.serai.runtime.console;

import dev.serai.runtime.config.Settings;
import dev.serai.runtime.imports.WorkflowImporter;
import dev.serai.runtime.load.Workflows;
import dev.serai.runtime.model.ModelChoice;
import dev.serai.runtime.record.RunRecords;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {

    @Bean
    Console console(
            CamelContext context,
            Settings settings,
            ModelChoice model,
            Workflows workflows,
            WorkflowImporter importer,
            RunRecords records) {
        var version = Console.class.getPackage().getImplementationVersion();
        return new Console(
                context,
                settings.isPublic() ? "public" : "private",
                version == null ? "" : version,
                model::current,
                workflows,
                importer,
                records);
    }

    /** Beside the workflows' own addresses, which need no login either; their router is there once the engine is. */
    @Bean
    CamelContextConfiguration answerPages(Console console) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                // There before the first route, so that agents find whom to ask, and answers find their questions.
                context.getComponent("people");
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                console.addOpenTo(context.getRegistry().findSingleByType(VertxPlatformHttpRouter.class));
            }
        };
    }
}
