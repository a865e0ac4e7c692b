package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path home;

    @Test
    void whatAKilledJvmLeftIsTakenAway() throws IOException {
        var left = run("run1");
        Files.createDirectories(left.resolve("files/deep"));
        Files.writeString(left.resolve("files/deep/object"), "bytes");
        Scratch.removeOrphans(home, later());
        assertThat(left).doesNotExist();
    }

    @Test
    void aFolderWhoseJvmLivesStays() throws IOException {
        var mine = run("run1");
        try (var channel = FileChannel.open(mine.resolve("lock"), StandardOpenOption.WRITE)) {
            channel.lock();
            Scratch.removeOrphans(home, later());
            assertThat(mine).exists();
        }
    }

    @Test
    void aFolderThatIsJustMadeStays() throws IOException {
        var young = run("run1");
        var withoutLock = Files.createDirectory(home.resolve("run2"));
        var other = Files.createDirectory(home.resolve("PG-1"));
        Scratch.removeOrphans(home, Instant.now().minusSeconds(60));
        Scratch.removeOrphans(home.toRealPath(), Instant.EPOCH);
        assertThat(young).exists();
        assertThat(withoutLock).exists();
        assertThat(other).exists();
    }

    @Test
    void itsServerIsEnded() throws IOException, InterruptedException {
        var data = Files.createDirectory(run("run1").resolve("data"));
        // A process that names the folder as the server does.
        var server =
                new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", "postgres", "-D", data.toString()).start();
        try {
            Files.writeString(data.resolve("postmaster.pid"), server.pid() + "\n" + data + "\n");
            Scratch.removeOrphans(home, later());
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(data).doesNotExist();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void anotherProcessWithItsNumberIsLeftAlone() throws IOException {
        var data = Files.createDirectory(run("run1").resolve("data"));
        var other = new ProcessBuilder("sh", "-c", "while :; do sleep 1; done").start();
        try {
            Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n");
            Scratch.removeOrphans(home, later());
            assertThat(other.isAlive()).isTrue();
            assertThat(data).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    private Path run(String name) throws IOException {
        var folder = Files.createDirectory(home.resolve(name));
        Files.createFile(folder.resolve("lock"));
        return folder;
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }
}
