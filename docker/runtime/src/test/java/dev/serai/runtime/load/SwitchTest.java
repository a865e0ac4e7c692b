package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchTest {

    @TempDir
    Path folder;

    @TempDir
    Path data;

    private Mounted mounted() throws Exception {
        return new Mounted(folder, settings -> settings.withSwitches(data.resolve("sub/switched.txt")));
    }

    private static void turn(Mounted mounted, String route, boolean on) {
        mounted.workflows.switchRoute(route, on).toCompletableFuture().join();
    }

    @Test
    void aRouteThatIsSwitchedOffStaysOffOverReloadAndRestart() throws Exception {
        try (var mounted = mounted()) {
            mounted.write("a.yaml", Mounted.answers("a1", "x") + Mounted.answers("a2", "y"))
                    .start();
            turn(mounted, "a1", false);
            assertThat(on(mounted)).containsExactlyInAnyOrderEntriesOf(Map.of("a1", false, "a2", true));
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.ON);
            mounted.write("a.yaml", Mounted.answers("a1", "new") + Mounted.answers("a2", "new"));
            mounted.awaitAnswer("direct:a2", "new");
            assertThat(on(mounted)).containsExactlyInAnyOrderEntriesOf(Map.of("a1", false, "a2", true));
        }
        try (var mounted = mounted().start()) {
            assertThat(on(mounted)).containsExactlyInAnyOrderEntriesOf(Map.of("a1", false, "a2", true));
            turn(mounted, "a1", true);
            assertThat(mounted.ask("direct:a1")).isEqualTo("new");
            turn(mounted, "a1", false);
            turn(mounted, "a2", false);
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.OFF);
        }
    }

    private static Map<String, Boolean> on(Mounted mounted) {
        return mounted.file("a.yaml").routes().stream()
                .collect(java.util.stream.Collectors.toMap(WorkflowRoute::id, WorkflowRoute::on));
    }

    @Test
    void aRouteWithoutAutomaticStartBeginsOffAndCanBeSwitchedOn() throws Exception {
        try (var mounted = mounted()) {
            mounted.write("a.yaml", Mounted.answers("a", "x").replace("id: a", "id: a\n    autoStartup: false"))
                    .start();
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.OFF);
            turn(mounted, "a", true);
            assertThat(mounted.ask("direct:a")).isEqualTo("x");
        }
    }

    @Test
    void anUnknownRouteIsToldSo() throws Exception {
        try (var mounted = mounted().start()) {
            assertThatThrownBy(() -> turn(mounted, "nobody", true))
                    .hasCauseInstanceOf(LoadException.class)
                    .hasMessageContaining("LOAD-201");
        }
    }

    @Test
    void listenersHearOfChangesUntilTheyAreClosed() throws Exception {
        try (var mounted = mounted().start()) {
            var heard = new ConcurrentLinkedQueue<String>();
            var registration = mounted.workflows.listen(heard::add);
            mounted.write("a.yaml", Mounted.answers("a", "x"));
            Awaitility.await().atMost(Mounted.PATIENCE).until(() -> heard.contains("a.yaml"));
            mounted.await("a.yaml", FileState.ON);
            registration.close();
            // One that is told while the listener is taken away may still come; what follows is told to others only.
            var later = new ConcurrentLinkedQueue<String>();
            mounted.workflows.listen(later::add);
            mounted.write("b.yaml", Mounted.answers("b", "x"));
            Awaitility.await().atMost(Mounted.PATIENCE).until(() -> later.contains("b.yaml"));
            assertThat(heard).doesNotContain("b.yaml");
        }
    }
}
