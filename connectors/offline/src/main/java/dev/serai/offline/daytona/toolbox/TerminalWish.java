package dev.serai.offline.daytona.toolbox;

import java.util.Map;

/**
 * What a terminal is to be like.
 *
 * @param folder where its shell starts, or null for the home
 * @param lazy whether it starts with its first client only
 */
record TerminalWish(String folder, Map<String, String> environment, int columns, int rows, boolean lazy) {
    TerminalWish {
        environment = Map.copyOf(environment);
    }
}
