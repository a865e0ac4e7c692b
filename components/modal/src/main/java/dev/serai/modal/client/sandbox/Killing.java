package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.error.ModalException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a command that nobody waits for. The service has no call for it, so each command carries a mark in its
 * environment, which what it starts inherits, and a second command ends all that have the mark.
 */
final class Killing {

    static final String MARK = "SERAI_COMMAND";

    private static final Logger LOG = LoggerFactory.getLogger(Killing.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Looks again until none is found, since one may start another meanwhile. */
    private static final String SCRIPT = """
            for round in 1 2 3 4 5; do
              found=
              for file in /proc/[0-9]*/environ; do
                if tr '\\000' '\\n' < "$file" 2> /dev/null | grep -qxF "$1"; then
                  process=${file#/proc/}
                  kill -9 "${process%/environ}" 2> /dev/null && found=yes
                fi
              done
              [ -n "$found" ] || exit 0
            done
            """;

    private final Router router;
    private final Exec.Place place;
    private final Supplier<CompletableFuture<Optional<ModalException>>> end;

    Killing(Router router, Exec.Place place, Supplier<CompletableFuture<Optional<ModalException>>> end) {
        this.router = router;
        this.place = place;
        this.end = end;
    }

    void start() {
        var spec =
                ExecSpec.of("sh", "-c", SCRIPT, "sh", MARK + "=" + place.exec()).withLimit(LIMIT);
        new Exec(router, place.task(), spec, null, null, end).followed().whenComplete((done, error) -> {
            if (error != null) {
                LOG.debug("a command that nobody waits for could not be ended: {}", error.getMessage());
            } else if (done.exitCode() != 0) {
                LOG.warn(
                        "a command that nobody waits for could not be ended (exit code {}); it runs to its time limit",
                        done.exitCode());
            }
        });
    }
}
