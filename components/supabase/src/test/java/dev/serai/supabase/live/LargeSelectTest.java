package dev.serai.supabase.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is larger than the heap of the process that reads it. */
@Timeout(300)
class LargeSelectTest {

    private static final String HEAP = "-Xmx48m";
    private static final int OUT_OF_MEMORY = 3;

    @RegisterExtension
    static final SupabaseServerExtension SUPABASE =
            new SupabaseServerExtension(SupabaseStandIn.builder().keepRequests(0));

    @TempDir
    private Path folder;

    @BeforeAll
    static void fill() {
        SUPABASE.sql("create table large (id int primary key, text text);"
                + "insert into large select n, repeat(md5(n::text), 25) from generate_series(1, 100000) n");
    }

    private int read(String options, Path out) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LargeSelect.class.getName(),
                        SUPABASE.baseUrl(),
                        SUPABASE.anonKey(),
                        options)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(280, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"order=id", "keyset=id"})
    void aStreamNeedsTheHeapOfTwoPages(String options) throws Exception {
        var out = folder.resolve("out");
        assertThat(read("stream=true&" + options, out))
                .as(Files.readString(out))
                .isZero();
        // The page that is read; the next one, which is on its way, has not been seen yet.
        assertThat(Files.readString(out)).contains("rows 100000 sum 5000050000 held 1 ");
    }

    /** The heap is small enough for the test above to mean something. */
    @Test
    void allRowsTogetherDoNotFit() throws Exception {
        assertThat(read("pageSize=1000&order=id", folder.resolve("out"))).isEqualTo(OUT_OF_MEMORY);
    }
}
