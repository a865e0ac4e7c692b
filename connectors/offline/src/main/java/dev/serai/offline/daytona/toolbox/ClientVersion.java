package dev.serai.offline.daytona.toolbox;

import java.util.regex.Pattern;

/**
 * What a client's version header changes: older clients, and those that name no version, get a log as plain text.
 *
 * @param combined whether a log comes without labels
 * @param apart whether a log comes as JSON with the two outputs apart
 */
record ClientVersion(boolean combined, boolean apart) {
    static final String HEADER = "X-Daytona-SDK-Version";

    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");

    static ClientVersion of(String version, String splitOutput) {
        if (version == null || version.isEmpty()) {
            return new ClientVersion(!"true".equals(splitOutput), false);
        }
        if (version.contains("dev")) {
            return new ClientVersion(false, true);
        }
        var numbers = NUMBERS.matcher(version);
        if (!numbers.matches()) {
            return new ClientVersion(false, false);
        }
        var major = Integer.parseInt(numbers.group(1));
        var minor = Integer.parseInt(numbers.group(2));
        return new ClientVersion(major == 0 && minor < 27, major > 0 || minor >= 167);
    }
}
