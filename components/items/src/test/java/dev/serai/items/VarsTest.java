package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.items.model.Items;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class VarsTest {

    @Test
    void aSecretThatIsSetAfterTheFirstRunIsSeen() throws Exception {
        try (var context = new DefaultCamelContext()) {
            set(context, "");
            var vars = new Vars(context);
            assertThat(vars.of("")).isEqualTo(Map.of("token", ""));
            set(context, "secret");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(vars.of("")).isEqualTo(Map.of("token", "secret")));
        }
    }

    @Test
    void aWorkflowSeesItsOwnVariablesBeforeSharedOnesAndNoOthers() throws Exception {
        try (var context = new DefaultCamelContext()) {
            var properties = new Properties();
            properties.put("serai.items.vars.city", "Graz");
            properties.put("serai.items.vars.zone", "UTC");
            properties.put("serai.items.vars.mail", "all@example.org");
            properties.put("orders.vars.city", "Wien");
            properties.put("orders.vars.mail", "");
            properties.put("orders.vars.unset", "");
            properties.put("orders.vars.token", "secret");
            context.getPropertiesComponent().setInitialProperties(properties);
            var vars = new Vars(context);

            assertThat(vars.of("orders"))
                    .isEqualTo(Map.of("city", "Wien", "zone", "UTC", "mail", "all@example.org", "token", "secret"));
            for (var other : new String[] {"other", "order", "", "orders.vars"}) {
                assertThat(vars.of(other)).isEqualTo(Map.of("city", "Graz", "zone", "UTC", "mail", "all@example.org"));
            }
        }
    }

    @Test
    void aWorkflowReadsTheEnvironmentThatItsOwnListOrThatOfAllNames() throws Exception {
        try (var context = new DefaultCamelContext()) {
            var properties = new Properties();
            properties.put("serai.items.env", "ALL_MAY");
            properties.put("orders.env", "PATH, HOME");
            context.getPropertiesComponent().setInitialProperties(properties);
            var vars = new Vars(context);

            assertThat(vars.env("orders")).containsOnlyKeys("ALL_MAY", "PATH", "HOME");
            assertThat(vars.env("orders")).containsEntry("PATH", System.getenv("PATH"));
            assertThat(vars.env("other")).containsOnlyKeys("ALL_MAY");
        }
    }

    /** A flow that calls another one goes on with the other one's message, and must not see what that one may. */
    @Test
    void theRouteThatAnExpressionStandsInDecidesWhoseVariablesItSees() throws Exception {
        var yaml = """
                - route:
                    id: stranger/start
                    from:
                      uri: direct:start
                      steps:
                        - to: direct:mine
                        - to: {uri: "items:set", parameters: {include: all, field.after: "=> Object.keys($vars).join()"}}
                        - to:
                            uri: items:loop
                            parameters: {to: direct:body}
                        - multicast:
                            aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy"
                            steps:
                              - to: {uri: "items:set", parameters: {include: all, field.branch: "=> Object.keys($vars).join()"}}
                - route:
                    id: stranger/body
                    from:
                      uri: direct:body
                      steps:
                        - to: {uri: "items:set", parameters: {include: all, field.body: "=> Object.keys($vars).join()"}}
                - route:
                    id: mine/start
                    from:
                      uri: direct:mine
                      steps:
                        - to: {uri: "items:set", parameters: {include: all, field.within: "=> $vars.token"}}
                """;
        try (var routes = Routes.start(Map.of("mine.vars.token", "secret", "stranger.vars.city", "Graz"), yaml)) {
            var exchange = routes.send("direct:start", Map.of());
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody(Items.class).json())
                    .containsExactly(Map.of("within", "secret", "after", "city", "body", "city", "branch", "city"));
        }
    }

    private static void set(DefaultCamelContext context, String token) {
        var properties = new Properties();
        properties.put("serai.items.vars.token", token);
        properties.put("other", "x");
        context.getPropertiesComponent().setInitialProperties(properties);
    }
}
