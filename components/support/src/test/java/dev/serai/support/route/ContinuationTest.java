package dev.serai.support.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdAware;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuationTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void goesOnAfterANode() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .setBody(add("1"))
                        .setBody(add("2"))
                        .id("here")
                        .setBody(add("3"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x3");
        assertThat(at("a", "here", "x")).isEqualTo("x23");
    }

    @Test
    void lastNodeLeavesNothingToDo() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").setBody(add("1")).id("here");
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x");
        assertThat(at("a", "here", "x")).isEqualTo("x1");
    }

    @Test
    void whatFollowsInEachBlockAroundIsDone() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .choice()
                        .when(constant(false))
                        .setBody(add("1"))
                        .otherwise()
                        .filter(body().isNull())
                        .step("s")
                        .setBody(add("2"))
                        .id("here")
                        .setBody(add("3"))
                        .end()
                        .setBody(add("4"))
                        .end()
                        .setBody(add("5"))
                        .end()
                        .setBody(add("6"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x3456");
        assertThat(at("a", "here", "x")).isEqualTo("x23456");
    }

    @Test
    void whatFailsInATryIsCaughtAndTheFinallyIsDone() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .doTry()
                        .setBody(add("1"))
                        .id("here")
                        .throwException(new IllegalStateException("on purpose"))
                        .doCatch(IllegalStateException.class)
                        .setBody(add("2"))
                        .id("caught")
                        .setBody(add("3"))
                        .process(exchange -> {
                            if (exchange.getMessage().getBody(String.class).startsWith("again")) {
                                throw new IllegalStateException("not caught here");
                            }
                        })
                        .doFinally()
                        .setBody(add("4"))
                        .id("finally")
                        .setBody(add("5"))
                        .end()
                        .setBody(add("6"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x23456");
        assertThat(after("a", "caught", "x")).isEqualTo("x3456");
        assertThat(after("a", "finally", "x")).isEqualTo("x56");
        assertThat(at("a", "finally", "x")).isEqualTo("x456");
        var failed = run(Continuation.after(context.getRoute("a"), "caught"), "again");
        assertThat(failed.getException()).hasMessage("not caught here");
        assertThat(failed.getMessage().getBody()).isEqualTo("again345");
    }

    @Test
    void errorHandlersOfTheRouteStillHold() throws Exception {
        var tries = new AtomicInteger();
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalArgumentException.class)
                        .maximumRedeliveries(2)
                        .redeliveryDelay(0)
                        .handled(true)
                        .setBody(add("handled"));
                from("direct:a")
                        .routeId("a")
                        .setBody(add("1"))
                        .id("here")
                        .process(exchange -> {
                            tries.incrementAndGet();
                            throw new IllegalArgumentException("on purpose");
                        })
                        .setBody(add("not here"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("xhandled");
        assertThat(tries).hasValue(3);
    }

    @Test
    void failureIsOnTheExchange() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .setBody(add("1"))
                        .id("here")
                        .throwException(new IllegalStateException("on purpose"))
                        .setBody(add("2"));
            }
        });

        var exchange = run(Continuation.after(context.getRoute("a"), "here"), "x");

        assertThat(exchange.getException()).hasMessage("on purpose");
        assertThat(exchange.getMessage().getBody()).isEqualTo("x");
    }

    @Test
    void stopEndsIt() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .filter(constant(true))
                        .setBody(add("1"))
                        .id("here")
                        .setBody(add("2"))
                        .stop()
                        .end()
                        .setBody(add("3"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x2");
    }

    @Test
    void noThreadWaitsForAnAsynchronousStep() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .setBody(add("1"))
                        .id("here")
                        .delay(50)
                        .asyncDelayed()
                        .setBody(add("2"))
                        .end()
                        .setBody(add("3"));
            }
        });

        assertThat(after("a", "here", "x")).isEqualTo("x23");
    }

    @Test
    void itIsAnExchangeOfItsRouteWithAUnitOfWorkAndPolicies() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .routePolicy(new RoutePolicySupport() {
                            @Override
                            public void onExchangeBegin(Route route, Exchange exchange) {
                                done.add("begin " + route.getRouteId());
                            }

                            @Override
                            public void onExchangeDone(Route route, Exchange exchange) {
                                done.add("done " + exchange.getFromRouteId());
                            }
                        })
                        .setBody(add("1"))
                        .id("here")
                        .process(exchange -> {
                            done.add(exchange.getUnitOfWork().getRoute().getRouteId());
                            done.add("" + context.getInflightRepository().size("a"));
                            exchange.getExchangeExtension().addOnCompletion(new Note(done));
                        });
            }
        });

        var exchange = run(Continuation.after(context.getRoute("a"), "here"), "x");

        assertThat(done).containsExactlyInAnyOrder("begin a", "a", "1", "done a", "completed");
        assertThat(exchange.getFromEndpoint().getEndpointUri()).isEqualTo("direct://a");
        assertThat(context.getInflightRepository().size()).isZero();
        assertThat(context.getInflightRepository().size("a")).isZero();
    }

    @Test
    void routeWorksAsBeforeWhenItWasGoneOnWith() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").setBody(add("1")).id("here").setBody(add("2"));
            }
        });

        after("a", "here", "x");

        assertThat(context.createFluentProducerTemplate()
                        .to("direct:a")
                        .withBody("y")
                        .request(String.class))
                .isEqualTo("y12");
    }

    @Test
    void blocksThatGatherCannotBeGoneOnWith() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .split(body())
                        .id("each")
                        .filter(constant(true))
                        .setBody(add("1"))
                        .id("inSplit")
                        .end()
                        .end()
                        .loop(2)
                        .setBody(add("2"))
                        .id("inLoop")
                        .end()
                        .multicast()
                        .setBody(add("3"))
                        .id("inMulticast")
                        .end();
            }
        });

        refused("inSplit", RouteError.NOT_CONTINUABLE, "split 'each'");
        refused("inLoop", RouteError.NOT_CONTINUABLE, "loop");
        refused("inMulticast", RouteError.NOT_CONTINUABLE, "multicast");
        refused("nowhere", RouteError.NO_NODE, "route 'a' has no node 'nowhere'");
    }

    @Test
    void addressFindsANodeAfterAnotherLoad() throws Exception {
        routes(addressed());
        var node = ((IdAware) ((Channel) context.getRoute("a").navigate().next().get(2)).getNextProcessor()).getId();
        var address = Continuation.address(context.getRoute("a"), node);
        assertThat(address).isEqualTo("2.0=setBody").isNotEqualTo("id=" + node);
        assertThat(Continuation.address(context.getRoute("a"), "named")).isEqualTo("id=named");
        context.getRouteController().stopRoute("a");
        context.removeRoute("a");

        routes(addressed());

        assertThat(body(run(Continuation.atAddress(context.getRoute("a"), "id=named"), "x")))
                .isEqualTo("x234");
        var again = Continuation.address(context.getRoute("a"), "named");
        assertThat(again).isEqualTo("id=named");
        assertThat(body(run(Continuation.atAddress(context.getRoute("a"), address), "x")))
                .isEqualTo("x34");
        for (var gone : List.of("9=setBody", "2.0=to", "2.0.0.0=setBody", "=setBody", "x", "id=gone")) {
            assertThatThrownBy(() -> Continuation.atAddress(context.getRoute("a"), gone))
                    .hasMessageContaining("ROUTE-001");
        }
    }

    private static RouteBuilder addressed() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a")
                        .routeId("a")
                        .setBody(add("1"))
                        .setBody(add("2"))
                        .id("named")
                        .setBody(add("3"))
                        .setBody(add("4"));
            }
        };
    }

    @Test
    void stoppedRouteIsNotGoneOnWith() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").setBody(add("1")).id("here");
            }
        });
        var rest = Continuation.after(context.getRoute("a"), "here");
        context.getRouteController().stopRoute("a");

        assertThatThrownBy(() -> run(rest, "x")).hasMessageContaining("[ROUTE-003] route 'a' does not run.");
    }

    @Test
    void takenAwayRouteIsNotGoneOnWith() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").routeId("a").setBody(add("1")).id("here");
            }
        });
        var rest = Continuation.after(context.getRoute("a"), "here");
        context.getRouteController().stopRoute("a");
        context.removeRoute("a");

        assertThatThrownBy(() -> run(rest, "x")).hasMessageContaining("[ROUTE-003] route 'a' has been taken away");
    }

    private void refused(String node, RouteError code, String fact) {
        assertThatThrownBy(() -> Continuation.after(context.getRoute("a"), node))
                .isInstanceOfSatisfying(
                        RouteException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(fact);
    }

    private String after(String route, String node, Object body) throws Exception {
        return body(run(Continuation.after(context.getRoute(route), node), body));
    }

    private String at(String route, String node, Object body) throws Exception {
        return body(run(Continuation.at(context.getRoute(route), node), body));
    }

    private static String body(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(String.class);
    }

    private Exchange run(Continuation continuation, Object body) throws Exception {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return continuation.run(exchange).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void routes(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private static Expression add(String text) {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return exchange.getMessage().getBody(String.class) + text;
            }
        };
    }

    private static final class Note extends SynchronizationAdapter {

        private final List<String> done;

        Note(List<String> done) {
            this.done = done;
        }

        @Override
        public void onComplete(Exchange exchange) {
            done.add("completed");
        }
    }
}
