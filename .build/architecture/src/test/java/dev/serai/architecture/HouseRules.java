package dev.serai.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** What holds over all modules, by the name of the fixture folder that breaks it. */
final class HouseRules {

    /** Places that may wait, each with its reason. An entry that is no longer needed fails. */
    static final Map<String, String> MAY_BLOCK = Map.of(
            "StartCheck.capabilities", "asked once while the route starts, before any message",
            "ServersHealthCheck.doCall", "Camel's health checks are synchronous, and the wait is bounded",
            "PullReader.hasNext", "the caller chose to read a stream by pulling, and waits on its own thread",
            "RowStream.hasNext", "an iterator's reader waits on its own thread, and the HTTP limits bound the wait",
            "LineStream.hasNext", "an iterator's reader waits on its own thread, and followTimeout bounds the wait",
            "Farewells.awaitAll", "what is leased is given back before the connections close, and the wait is bounded",
            "ReplyInputStream.fill",
                    "an InputStream's reader waits on its own thread, and the HTTP limits bound the wait");

    private static final String CAMEL = "org.apache.camel..";
    private static final String SPRING = "org.springframework..";
    private static final Set<String> SPRING_MODULES = Set.of("springboot", "sql", "runtime");
    private static final Map<String, Class<?>> WAITING = Map.of(
            "get|join", Future.class,
            "await", CountDownLatch.class,
            "take|put", BlockingQueue.class,
            "acquire.*", Semaphore.class,
            "send", HttpClient.class,
            "wait", Object.class);

    private final Modules modules;
    private final Set<String> mayBlock;

    HouseRules(Modules modules, Set<String> mayBlock) {
        this.modules = modules;
        this.mayBlock = mayBlock;
    }

    Map<String, ArchRule> all() {
        return Map.ofEntries(
                Map.entry(
                        "downwards",
                        classes()
                                .should(useOnlyModulesBelow())
                                .because("support <- components <- connectors <- runtime")),
                Map.entry(
                        "homeless",
                        classes()
                                .should(match("live in the package of their folder", modules::isKnown))
                                .because("dev.serai.<folder> is how a class is found")),
                Map.entry(
                        "purity",
                        noClasses()
                                .that()
                                .resideInAnyPackage("..serai.*.client..", "..serai.support.http..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(CAMEL, SPRING)
                                .because("the protocol is usable and testable by itself")),
                Map.entry(
                        "spring",
                        noClasses()
                                .that(are(
                                        "outside the Spring modules",
                                        type -> !SPRING_MODULES.contains(Modules.name(type))))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(SPRING)
                                .because("a component runs in any Camel application")),
                Map.entry(
                        "squatting",
                        noClasses().should().resideInAPackage(CAMEL).because("split packages break at run time")),
                Map.entry(
                        "sleep",
                        noClasses()
                                .should()
                                .callMethod(Thread.class, "sleep", long.class)
                                .because("wait for a condition")),
                Map.entry(
                        "console",
                        noClasses()
                                .that()
                                // A command prints its result.
                                .haveSimpleNameNotEndingWith("Main")
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .orShould()
                                .callMethodWhere(target(nameMatching("printStackTrace")))
                                .because("output goes through slf4j")),
                Map.entry(
                        "threadlocals",
                        noClasses()
                                .that(areComponentCode())
                                .should()
                                .dependOnClassesThat()
                                .areAssignableTo(ThreadLocal.class)
                                .because("an exchange changes threads")),
                Map.entry(
                        "blocking",
                        noClasses()
                                .that(areComponentCode())
                                .should()
                                .callMethodWhere(waiting(mayBlock))
                                .because("no thread waits for a slow service")),
                Map.entry(
                        "testsinmain",
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("..serai.offline.junit..")
                                .should()
                                .haveSimpleNameEndingWith("Test")
                                .orShould()
                                .haveSimpleNameEndingWith("IT")
                                .orShould()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.junit..", "org.assertj..", "org.mockito..", "org.awaitility..")
                                .because("tests don't ship")),
                Map.entry(
                        "logging",
                        noClasses()
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "java.util.logging..",
                                        "org.apache.commons.logging..",
                                        "org.apache.log4j..",
                                        "org.apache.logging..",
                                        "ch.qos.logback..")
                                .because("the application chooses the logger, through slf4j")),
                Map.entry(
                        "codelesserrors",
                        classes()
                                .that(areComponentCode())
                                .and()
                                .arePublic()
                                .and()
                                .areAssignableTo(Exception.class)
                                .and()
                                // The HTTP port's faults are turned into a component's codes and reach no route.
                                .resideOutsideOfPackages("..serai.support.http..", "..serai.vector.document..")
                                .should()
                                .beAssignableTo("dev.serai.support.error.SeraiException")
                                .because("an error names its code, the fact and the remedy")),
                Map.entry(
                        "mappers",
                        noClasses()
                                .that(areComponentCode())
                                .and()
                                .resideOutsideOfPackage("..serai.support.json..")
                                .should()
                                .callConstructor("com.fasterxml.jackson.databind.ObjectMapper")
                                .orShould()
                                .callMethod("com.fasterxml.jackson.databind.json.JsonMapper", "builder")
                                .because("one mapper carries the limits for what strangers send")));
    }

    static DescribedPredicate<JavaCall<?>> waiting(Set<String> mayBlock) {
        return DescribedPredicate.describe("wait for another thread", call -> {
            var place = call.getOriginOwner().getSimpleName() + "."
                    + call.getOrigin().getName();
            return !mayBlock.contains(place)
                    && WAITING.entrySet().stream()
                            .anyMatch(way -> call.getName().matches(way.getKey())
                                    && call.getTargetOwner().isAssignableTo(way.getValue()));
        });
    }

    private ArchCondition<JavaClass> useOnlyModulesBelow() {
        return new ArchCondition<>("use only modules below their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use ->
                                !modules.mayUse(type, use.getTargetClass().getBaseComponentType()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        };
    }

    private DescribedPredicate<JavaClass> areComponentCode() {
        return are("component code", modules::isComponentCode);
    }

    private static DescribedPredicate<JavaClass> are(String description, Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static ArchCondition<JavaClass> match(String description, Predicate<JavaClass> predicate) {
        return ArchCondition.from(are(description, predicate));
    }
}
