package dev.serai.runtime.http;

import dev.serai.runtime.access.Access;
import dev.serai.runtime.access.Webhooks;
import dev.serai.runtime.config.Settings;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
public class HttpConfiguration {

    @Bean(destroyMethod = "close")
    HttpFront httpFront(Settings settings, Access access, ObjectProvider<HttpPages> pages) {
        var front = new HttpFront(settings, access, pages.orderedStream().toList());
        front.listen();
        return front;
    }

    @Bean
    CamelContextConfiguration workflowEngine(HttpFront front, Settings settings, Webhooks webhooks) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                var engine = new WorkflowEngine(front, settings.http(), webhooks);
                engine.setCamelContext(context);
                // Initialized here, so that the gateway finds the server too where no route has a webhook.
                engine.init();
                context.getRegistry().bind(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, engine);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // The runtime opens the door itself, when all is loaded.
            }
        };
    }
}
