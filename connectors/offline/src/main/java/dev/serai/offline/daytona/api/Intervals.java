package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import java.time.Duration;

/**
 * After how many minutes the service does something on its own.
 *
 * @param stop without activity until it is stopped; 0 is never
 * @param archive stopped until it is archived
 * @param delete stopped until it is deleted; 0 is at once, less is never
 */
record Intervals(int stop, int archive, int delete) {
    private static final int LONGEST_ARCHIVE = 43_200;
    private static final int USUAL_STOP = 15;
    private static final int USUAL_ARCHIVE = 10_080;

    static Intervals of(JsonNode body) {
        var stop = Fields.number(body, "autoStopInterval");
        var archive = Fields.number(body, "autoArchiveInterval");
        var delete = Fields.number(body, "autoDeleteInterval");
        return new Intervals(USUAL_STOP, USUAL_ARCHIVE, -1)
                .withStop(stop == null ? USUAL_STOP : stop)
                .withArchive(archive == null ? USUAL_ARCHIVE : archive)
                .withDelete(delete == null ? -1 : delete);
    }

    Intervals withStop(int minutes) {
        if (minutes < 0) {
            throw Refusal.badRequest("Auto-stop interval must be non-negative");
        }
        return new Intervals(minutes, archive, delete);
    }

    Intervals withArchive(int minutes) {
        if (minutes < 0) {
            throw Refusal.badRequest("Auto-archive interval must be non-negative");
        }
        return new Intervals(stop, minutes == 0 ? LONGEST_ARCHIVE : Math.min(minutes, LONGEST_ARCHIVE), delete);
    }

    Intervals withDelete(int minutes) {
        return new Intervals(stop, archive, minutes);
    }

    boolean isEphemeral() {
        return delete == 0;
    }

    boolean stopsAfter(Duration idle) {
        return stop > 0 && idle.compareTo(Duration.ofMinutes(stop)) >= 0;
    }

    boolean archivesAfter(Duration stopped) {
        return !isEphemeral() && stopped.compareTo(Duration.ofMinutes(archive)) >= 0;
    }

    boolean deletesAfter(Duration stopped) {
        return delete >= 0 && stopped.compareTo(Duration.ofMinutes(delete)) >= 0;
    }
}
