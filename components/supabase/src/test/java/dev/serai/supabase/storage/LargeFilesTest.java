package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import java.io.BufferedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file far larger than the heap goes up in every way and comes down again. */
@Tag("alone")
@Timeout(300)
class LargeFilesTest {

    private static final int MEGABYTES = Integer.getInteger("storage.megabytes", 500);

    private static final String HEAP = "-Xmx128m";

    @RegisterExtension
    static SupabaseServerExtension supabase =
            new SupabaseServerExtension(SupabaseStandIn.builder().fileSizeLimit(1L << 30));

    @TempDir
    Path folder;

    @Test
    void aSmallHeapIsEnough() throws Exception {
        supabase.sql("insert into storage.buckets(id, name) values ('big', 'big')");
        var file = folder.resolve("big.bin");
        write(file);
        String expected;
        try (var input = Files.newInputStream(file)) {
            expected = LargeFilesMain.digest(input);
        }
        var output = run(file);
        Files.writeString(
                Path.of("target", "large-files.txt"),
                MEGABYTES + " MB, " + HEAP + ", milliseconds:\n" + String.join("\n", output) + "\n");
        assertThat(output).hasSize(6);
        assertThat(output.subList(3, 6)).allSatisfy(line -> assertThat(line).endsWith("|" + expected));
        assertThat(supabase.requests().all().stream()
                        .filter(request -> request.method().equals("PATCH"))
                        .count())
                .isBetween(2L * (MEGABYTES * 1_000_000L / (6 << 20)), 2L * (MEGABYTES * 1_000_000L / (6 << 20) + 1));
    }

    private static void write(Path file) throws Exception {
        var random = new Random(11);
        var block = new byte[1_000_000];
        try (var output = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(block);
                output.write(block);
            }
        }
    }

    private List<String> run(Path file) throws Exception {
        var log = folder.resolve("log.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LargeFilesMain.class.getName(),
                        supabase.baseUrl(),
                        supabase.serviceKey(),
                        file.toString(),
                        Files.createDirectory(folder.resolve("down")).toString())
                .redirectError(log.toFile())
                .start();
        try {
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            return output.lines().filter(line -> line.contains("|")).toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
