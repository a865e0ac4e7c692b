package dev.serai.benchmarks;

import dev.serai.offline.ollama.OllamaStandIn;
import java.time.Duration;
import java.util.List;

/**
 * What a client's JVM looked like while its exchanges waited for the server, which runs here.
 *
 * @param waiting how many still waited after the look at them
 * @param answered how many got the right answer in the end
 * @param peak the most threads it had
 * @param seconds from the first question to the last answer
 * @param cpuSeconds what that took of the processors
 */
record WaitingRun(Look before, Look meanwhile, int waiting, int answered, int peak, double seconds, double cpuSeconds) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param heap used after a collection, in bytes */
    record Look(long heap, int threads) {

        private static Look of(String line) {
            var parts = line.split(" ");
            return new Look(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        }
    }

    /** @param warmUps exchanges before the first look, which the server must answer at once */
    static WaitingRun of(OllamaStandIn server, WaitingClient client, int warmUps, int count) throws Exception {
        try (var directory = new TemporaryDirectory();
                var jvm = ChildJvm.start(
                        List.of("-Xmx512m"),
                        WaitingMain.class,
                        client.name(),
                        server.baseUrl(),
                        warmUps,
                        count,
                        directory.path())) {
            var before = Look.of(jvm.read("before"));
            var earlier = server.requests().total();
            jvm.write("ask");
            server.requests().awaitTotal(earlier + count, PATIENCE);
            jvm.write("report");
            var meanwhile = Look.of(jvm.read("waiting"));
            var waiting = server.requests().inFlight();
            var end = jvm.read("answered").split(" ");
            jvm.awaitEnd();
            return new WaitingRun(
                    before,
                    meanwhile,
                    waiting,
                    Integer.parseInt(end[0]),
                    Integer.parseInt(end[1]),
                    Double.parseDouble(end[2]),
                    Double.parseDouble(end[3]));
        }
    }
}
