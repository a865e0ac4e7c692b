package dev.serai.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.openai.GatewayComponent;
import dev.serai.openai.GatewayServer;
import dev.serai.openai.servlet.GatewayServlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with Spring Boot's own Tomcat. */
@Timeout(60)
class GatewayAutoConfigurationTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static WebApplicationContextRunner application(String... properties) {
        return withoutRoutes(properties).withUserConfiguration(Clerk.class);
    }

    private static WebApplicationContextRunner withoutRoutes(String... properties) {
        return new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
                .withConfiguration(AutoConfigurations.of(
                        ServletWebServerFactoryAutoConfiguration.class,
                        CamelAutoConfiguration.class,
                        SeraiAutoConfiguration.class,
                        GatewayAutoConfiguration.class))
                .withPropertyValues("camel.main.jmx-enabled=false", "server.port=0", "server.address=127.0.0.1")
                .withPropertyValues(properties);
    }

    private static HttpRequest.Builder request(ApplicationContext application, String path) {
        var port = ((ServletWebServerApplicationContext) application)
                .getWebServer()
                .getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> get(AssertableWebApplicationContext application, String path) throws Exception {
        var request = request(application.getSourceApplicationContext(), path);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> ask(AssertableWebApplicationContext application) throws Exception {
        var question = "{\"model\":\"clerk\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        var request = request(application.getSourceApplicationContext(), "/v1/chat/completions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static GatewayServer server(ApplicationContext application) {
        return application
                .getBean(CamelContext.class)
                .getComponent("gateway", GatewayComponent.class)
                .getServer();
    }

    @Test
    void clientsOfOpenAiFindTheRoutes() {
        application().run(application -> {
            assertThat(get(application, "/v1/models").body()).contains("\"clerk\"");
            assertThat(ask(application).body()).contains("At your service");
            assertThat(server(application)).isEqualTo(GatewayServer.SERVLET);
        });
    }

    @Test
    void pathAndKeysAreThoseOfTheProperties() {
        application("camel.component.gateway.path=/ai", "camel.component.gateway.keys=me=0123456789abcdef")
                .run(application -> {
                    assertThat(get(application, "/ai/models").statusCode()).isEqualTo(401);
                    assertThat(get(application, "/v1/models").statusCode()).isEqualTo(404);
                });
    }

    @Test
    void anotherServerIsLeftAlone() {
        withoutRoutes("camel.component.gateway.server=platform-http").run(application -> {
            assertThat(application).doesNotHaveBean(ServletRegistrationBean.class);
            assertThat(server(application)).isEqualTo(GatewayServer.PLATFORM_HTTP);
        });
    }

    @Test
    void aRegistrationOfTheApplicationsOwnIsKept() {
        application().withUserConfiguration(OwnRegistration.class).run(application -> {
            assertThat(application).hasSingleBean(ServletRegistrationBean.class);
            assertThat(get(application, "/mine/models").body()).contains("\"clerk\"");
        });
    }

    @Test
    void withoutTheGatewayNothingIsThere() {
        withoutRoutes()
                .withClassLoader(new FilteredClassLoader(GatewayServlet.class))
                .run(application -> assertThat(application).doesNotHaveBean(ServletRegistrationBean.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Clerk {

        @Bean
        RouteBuilder clerk() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("gateway:model/clerk").setBody(constant("At your service"));
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnRegistration {

        @Bean
        ServletRegistrationBean<GatewayServlet> mine(CamelContext context) {
            var servlet = new ServletRegistrationBean<>(new GatewayServlet(context), "/mine/*");
            servlet.setAsyncSupported(true);
            return servlet;
        }
    }
}
