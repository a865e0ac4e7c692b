package dev.serai.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final Repository HERE = Repository.here();
    private static final Pattern SOURCE = Pattern.compile("\\((\\w+)\\.java:\\d+\\)");

    private static final JavaClasses CODE = new ClassFileImporter().importLocations(moduleLocations());
    private static final JavaClasses FIXTURES =
            new ClassFileImporter().importPackages("dev.serai.architecture.fixtures", "org.apache.camel.fixture");

    private static final Map<String, ArchRule> RULES =
            new HouseRules(Modules.of(HERE), HouseRules.MAY_BLOCK.keySet()).all();
    private static final Map<String, ArchRule> RULES_FOR_FIXTURES = new HouseRules(
                    Modules.of(List.of("ollama", "agent"), List.of("offline", "sql")), Set.of("Excused.waits"))
            .all();
    private static final Map<String, Set<String>> BROKEN_BY = Map.ofEntries(
            Map.entry(
                    "downwards",
                    Set.of("SupportReachesUp", "ComponentReachesUp", "ComponentReachesAcross", "ConnectorReachesUp")),
            Map.entry("homeless", Set.of("Homeless", "Squatter")),
            Map.entry("purity", Set.of("ClientKnowsCamel", "HttpPortKnowsSpring")),
            Map.entry("spring", Set.of("ComponentKnowsSpring", "HttpPortKnowsSpring")),
            Map.entry("squatting", Set.of("Squatter")),
            Map.entry("sleep", Set.of("Sleeper")),
            Map.entry("console", Set.of("Printer", "StackTracePrinter")),
            Map.entry("threadlocals", Set.of("ThreadBound")),
            Map.entry("blocking", Set.of("WaitsForFuture", "WaitsForHttp", "WaitsForLatch")),
            Map.entry("testsinmain", Set.of("HiddenTest", "UsesJUnit")),
            Map.entry("logging", Set.of("JdkLogger")),
            Map.entry("codelesserrors", Set.of("LooseException")),
            Map.entry("mappers", Set.of("OwnMapper", "OwnBuilder")));

    static Collection<String> rules() {
        return new TreeSet<>(RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCodeKeepsTheRule(String rule) {
        RULES.get(rule).check(CODE);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void exactlyTheRulesFixturesBreakIt(String rule) {
        var broken = RULES_FOR_FIXTURES.get(rule).evaluate(FIXTURES).getFailureReport().getDetails().stream()
                .map(ArchitectureTest::sourceFile)
                .collect(Collectors.toSet());

        assertThat(broken).isEqualTo(BROKEN_BY.get(rule));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleThatSeesNoClassFails(String rule) {
        var nothing = new ClassFileImporter().importPackages("dev.serai.nothing");

        assertThatThrownBy(() -> RULES.get(rule).check(nothing)).hasMessageContaining("failed to check any classes");
    }

    @Test
    void everyModuleWithCodeIsSeen() {
        var seen = CODE.stream().map(Modules::name).collect(Collectors.toSet());
        var folders = Stream.concat(HERE.components().stream(), HERE.connectors().stream())
                .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                .map(folder -> folder.getFileName().toString().replace("-", ""));

        assertThat(folders)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(seen)
                        .as("name it in .build/architecture/pom.xml")
                        .contains(folder));
    }

    @Test
    void everyLeaveToBlockIsStillNeeded() {
        var waiting = HouseRules.waiting(Set.of());
        var places = CODE.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(waiting)
                .map(call -> call.getOriginOwner().getSimpleName() + "."
                        + call.getOrigin().getName())
                .collect(Collectors.toSet());

        assertThat(places).containsAll(HouseRules.MAY_BLOCK.keySet());
    }

    private static String sourceFile(String detail) {
        var matcher = SOURCE.matcher(detail);
        String name = null;
        while (matcher.find()) {
            name = matcher.group(1);
        }
        return name;
    }

    private static List<Location> moduleLocations() {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.getFileName().toString().startsWith("serai-")
                        || entry.endsWith(Path.of("target", "classes")))
                .map(entry -> Location.of(entry.toUri()))
                .toList();
    }
}
