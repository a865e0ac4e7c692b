package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link to itself stands for all that a disk may refuse. */
class FolderScanTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private FolderScan scan;

    @BeforeEach
    void lookOnce() throws IOException {
        scan = new FolderScan(FolderSettings.of(folder));
        Files.createDirectory(folder.resolve("sub"));
        for (var path : List.of("a.yaml", "sub/b.yaml", "sub/c.yaml")) {
            Files.writeString(folder.resolve(path), Mounted.answers("x", "y"));
        }
        assertThat(scan.look().sources()).containsOnlyKeys("a.yaml", "sub/b.yaml", "sub/c.yaml");
    }

    private void refuseToRead(String path) throws IOException {
        var file = folder.resolve(path);
        Files.move(file, elsewhere.resolve("kept"), StandardCopyOption.REPLACE_EXISTING);
        Files.createSymbolicLink(file, file.getFileName());
    }

    @Test
    void aFileThatCannotBeReadIsTakenToBeThereStill() throws IOException {
        refuseToRead("sub/b.yaml");
        Files.delete(folder.resolve("a.yaml"));
        for (var look = 0; look < 3; look++) {
            var sighting = scan.look();
            assertThat(sighting.sources()).containsOnlyKeys("sub/b.yaml", "sub/c.yaml");
            assertThat(sighting.skipped()).containsOnlyKeys("sub/b.yaml");
        }
    }

    @Test
    void soIsAllThatIsInAFolderThatCannotBeRead() throws IOException {
        refuseToRead("sub");
        for (var look = 0; look < 3; look++) {
            var sighting = scan.look();
            assertThat(sighting.sources()).containsOnlyKeys("a.yaml", "sub/b.yaml", "sub/c.yaml");
            assertThat(sighting.skipped()).containsOnlyKeys("sub");
        }
        Files.delete(folder.resolve("sub"));
        assertThat(scan.look().sources()).containsOnlyKeys("a.yaml");
    }

    @Test
    void propertiesAreKeptAsRoutesAre() throws IOException {
        Files.writeString(folder.resolve("sub/application.properties"), "a=b");
        assertThat(scan.look().properties()).hasSize(1);
        refuseToRead("sub");
        assertThat(scan.look().properties()).hasSize(1);
        Files.delete(folder.resolve("sub"));
        assertThat(scan.look().properties()).isEmpty();
    }

    @Test
    void aFolderThatMayNotBeReadIsTakenToBeAsItWas() throws IOException {
        var sub = folder.resolve("sub");
        Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("-wx------"));
        try {
            assumeThat(Files.isReadable(sub)).as("root may read it").isFalse();
            assertThat(scan.look().sources()).containsOnlyKeys("a.yaml", "sub/b.yaml", "sub/c.yaml");
        } finally {
            Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
