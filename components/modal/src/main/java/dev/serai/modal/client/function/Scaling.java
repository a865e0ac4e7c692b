package dev.serai.modal.client.function;

import dev.serai.modal.proto.AutoscalerSettings;
import java.time.Duration;

/**
 * How many containers a function gets; what is null is left to the service.
 *
 * @param least  that always wait for calls
 * @param most   that there may be
 * @param buffer that are started beyond those in need while there are calls
 * @param idle   how long one without a call is kept
 */
public record Scaling(Integer least, Integer most, Integer buffer, Duration idle) {

    AutoscalerSettings settings() {
        var settings = AutoscalerSettings.newBuilder();
        if (least != null) {
            settings.setMinContainers(least);
        }
        if (most != null) {
            settings.setMaxContainers(most);
        }
        if (buffer != null) {
            settings.setBufferContainers(buffer);
        }
        if (idle != null) {
            settings.setScaledownWindow(Math.toIntExact(idle.toSeconds()));
        }
        return settings.build();
    }

    static Scaling of(AutoscalerSettings settings) {
        return new Scaling(
                settings.hasMinContainers() ? settings.getMinContainers() : null,
                settings.hasMaxContainers() ? settings.getMaxContainers() : null,
                settings.hasBufferContainers() ? settings.getBufferContainers() : null,
                settings.hasScaledownWindow() ? Duration.ofSeconds(settings.getScaledownWindow()) : null);
    }
}
