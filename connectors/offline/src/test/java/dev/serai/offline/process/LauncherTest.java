package dev.serai.offline.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 10_000, 1 << 20);

    @TempDir
    Path folder;

    private Launcher launcher;

    @BeforeEach
    void start() {
        launcher = new Launcher(folder, null, LIMITS);
    }

    @AfterEach
    void stop() {
        launcher.close();
    }

    @Test
    void aProgramHasItsFolderItsEnvironmentAndItsStatus() throws Exception {
        var running = launcher.start(program("p", Map.of("A", "it's"), "echo \"$A\" \"$PWD\" > out\nexit 7", null));
        assertThat(status(running)).isEqualTo(new Running.End(7, false, false));
        assertThat(folder.resolve("out")).hasContent("it's " + folder.toRealPath());
    }

    @Test
    void reportsReachTheOneWhoStartedIt() throws Exception {
        List<String> reports = new CopyOnWriteArrayList<>();
        var running = launcher.start(
                program(
                        "p",
                        Map.of(),
                        "printf 'say %s one two\\n' \"$JOB\" >&3\nprintf 'nonsense\\nsay 99 x\\n' >&3",
                        null),
                reports::add);
        status(running);
        assertThat(reports).containsExactly("one two");
    }

    @Test
    void aProgramOverItsTimeIsKilledWithItsChildren() throws Exception {
        var running = launcher.start(
                program("p", Map.of("LAUNCHED", folder.toString()), "sleep 600 &\nsleep 600", Duration.ofMillis(100)));
        assertThat(status(running)).isEqualTo(new Running.End(137, true, false));
        await().until(() -> Leftovers.with("LAUNCHED", folder.toString()).isEmpty());
    }

    @Test
    void aSignalBeforeTheStartIsNotLost() throws Exception {
        var running = launcher.start(program("p", Map.of(), "sleep 600", null));
        running.signal("TERM");
        assertThat(status(running).status()).isEqualTo(143);
    }

    @Test
    void closingKillsAlsoWhatHasLeftItsGroup() {
        var program = program(
                "p",
                Map.of("LAUNCHED", folder.toString()),
                "setsid sleep 600 >/dev/null 2>&1 3>&- &\nexec sleep 600",
                null);
        launcher.start(program);
        await().until(() -> Leftovers.with("LAUNCHED", folder.toString()).size() == 2);
        launcher.close();
        await().until(() -> Leftovers.with("LAUNCHED", folder.toString()).isEmpty());
    }

    @Test
    void aPipeTakesMoreThanFitsAndEnds() throws Exception {
        var program =
                program("p", Map.of(), "mkfifo in\nprintf 'say %s ready\\n' \"$JOB\" >&3\nwc -c <in >count", null);
        var pipe = new Pipe(folder.resolve("in"), launcher.ticker());
        pipe.write(new byte[100_000]);
        var running = launcher.start(program, report -> pipe.ready());
        await().until(() -> Files.exists(folder.resolve("count")));
        await().until(pipe::isEmpty);
        pipe.close();
        status(running);
        assertThat(folder.resolve("count")).content().isEqualToIgnoringWhitespace("100000");
    }

    @Test
    void aFileMayOnlyGrowToItsLimit() throws Exception {
        var running = launcher.start(program("p", Map.of(), "head -c 5000000 /dev/zero > big", null));
        assertThat(status(running).status()).isNotZero();
        assertThat(folder.resolve("big")).hasSize(LIMITS.fileBytes());
    }

    private Program program(String name, Map<String, String> environment, String script, Duration time) {
        var all = new HashMap<>(Environments.bare());
        all.putAll(environment);
        return new Program(folder.resolve(name), folder, all, script, null, time);
    }

    private static Running.End status(Running running) throws Exception {
        return running.end().get(30, TimeUnit.SECONDS);
    }
}
