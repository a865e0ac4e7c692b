package dev.serai.vector.lucene;

import static dev.serai.vector.lucene.Stores.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import dev.serai.support.vector.Fingerprint;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes leaves whole documents, and all that it had confirmed. */
@Timeout(120)
class CrashTest {

    private static final int PIECES = 20;
    private static final Fingerprint FINGERPRINT = new Fingerprint("test", 16);

    @TempDir
    Path directory;

    /** Writes documents until it is killed, and tells of each that is confirmed. */
    static final class WriterMain {
        private WriterMain() {}

        public static void main(String[] arguments) throws Exception {
            var store = new Stores().store(Path.of(arguments[0]));
            of(store.open(FINGERPRINT));
            for (int round = 0; ; round++) {
                for (int i = 0; i < 40; i++) {
                    var source = "d" + i;
                    var checksum = Integer.toString(round);
                    store.replace(Stores.state(source, checksum, PIECES), Stores.document(source, PIECES, 16))
                            .thenAccept(nothing -> tell(source + " " + checksum));
                }
                of(store.replace(Stores.state("round", "" + round, 1), Stores.document("round", 1, 16)));
            }
        }

        private static synchronized void tell(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    private Set<String> writeAndKill(int confirmed) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriterMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new HashSet<String>();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.size() < confirmed) {
                var line = reader.readLine();
                assertThat(line).isNotNull();
                lines.add(line);
            }
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return lines;
    }

    @Test
    void killedTwiceInTheMiddleOfWriting() throws Exception {
        for (int confirmed : new int[] {7, 333}) {
            var lines = writeAndKill(confirmed);
            try (var stores = new Stores();
                    var store = stores.store(directory)) {
                of(store.open(FINGERPRINT));
                for (var state : of(store.sources(0, 1_000))) {
                    var pieces = of(store.count(new Filter.Compare("source", Comparison.EQ, state.source())));
                    assertThat(pieces).as(state.source()).isEqualTo(state.chunks());
                }
                for (var line : lines) {
                    var known = of(store.source(line.split(" ")[0]));
                    assertThat(known).as(line).isPresent();
                    assertThat(Integer.parseInt(known.orElseThrow().checksum()))
                            .isGreaterThanOrEqualTo(Integer.parseInt(line.split(" ")[1]));
                }
            }
        }
    }
}
