package dev.serai.springboot;

import dev.serai.openai.GatewayComponent;
import dev.serai.openai.GatewayServer;
import dev.serai.openai.servlet.GatewayServlet;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Lets the clients of {@code gateway:} in by the application's own web server, unless it says another one. */
@AutoConfiguration(after = CamelAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({GatewayServlet.class, ServletRegistrationBean.class})
@ConditionalOnProperty(name = "camel.component.gateway.server", havingValue = "servlet", matchIfMissing = true)
public class GatewayAutoConfiguration {

    private static final String PATH = "camel.component.gateway.path";

    @Bean
    ComponentCustomizer seraiGatewayServer() {
        return ComponentCustomizer.forType(GatewayComponent.class, gateway -> gateway.setServer(GatewayServer.SERVLET));
    }

    @Bean
    @ConditionalOnMissingBean(value = GatewayServlet.class, parameterizedContainer = ServletRegistrationBean.class)
    ServletRegistrationBean<GatewayServlet> seraiGatewayServlet(CamelContext context, Environment environment) {
        var path = environment.getProperty(PATH, new GatewayComponent().getPath());
        var servlet = new ServletRegistrationBean<>(new GatewayServlet(context), path + "/*");
        servlet.setName("serai-gateway");
        servlet.setAsyncSupported(true);
        return servlet;
    }
}
