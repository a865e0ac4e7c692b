package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds settings that nobody reads, since one that does nothing is a mistake that shows late. */
final class KnownSettings {

    static final List<String> NAMES = List.of(
            "serai.environment",
            "serai.address",
            "serai.port",
            "serai.routes",
            "serai.data",
            "serai.config",
            "serai.public-url",
            "serai.hosts",
            "serai.proxies",
            "serai.admin-password",
            "serai.oidc.issuer",
            "serai.oidc.client-id",
            "serai.oidc.client-secret",
            "serai.oidc.allowed",
            "serai.oidc.scope",
            "serai.oidc.audience",
            "serai.gateway-key",
            "serai.stop-timeout",
            "serai.log-level",
            "serai.model",
            "serai.http.max-request-size",
            "serai.http.max-requests",
            "serai.http.threads",
            "serai.http.when-client-leaves",
            "serai.load.max-file-size",
            "serai.load.max-routes",
            "serai.load.max-files",
            "serai.load.look-every-millis",
            "serai.load.drain",
            "serai.load.start-limit",
            "serai.sql.data-source",
            "serai.sql.url",
            "serai.sql.user",
            "serai.sql.password",
            "serai.sql.schema",
            "serai.sql.connections",
            "serai.egress.allow",
            "serai.items.env",
            "serai.items.time-limit",
            "serai.items.memory-limit",
            "serai.items.statement-limit",
            "serai.items.list-time-limit",
            "serai.items.total-memory-limit",
            "serai.items.state",
            "serai.web.allow",
            "serai.records.off",
            "serai.records.keep-runs",
            "serai.records.keep-days",
            "serai.records.keep-mib",
            "serai.records.body-limit");

    /** They are read before any file is. */
    private static final Set<String> VARIABLES = Set.of("serai.config", "serai.log-level");

    /** What Kubernetes tells each container of a service that is called serai, or serai-something. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "SERAI(_\\w+)?_(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern SERVICE_PORT = Pattern.compile("SERAI(_\\w+)?_PORT");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

    /** The names of webhooks, and of variables for expressions, stand behind these. */
    private static final List<String> BEGINNINGS = List.of("serai.webhooks.", "serai.items.vars.");

    private KnownSettings() {}

    /** @param names as they were written: serai.publicUrl, SERAI_PUBLIC_URL */
    static void check(Collection<String> names) {
        for (var name : names) {
            var plain = plain(name);
            if (VARIABLES.contains(name)) {
                throw new SeraiRuntimeException(
                        RuntimeError.BAD_SETTING,
                        name + " is set, which nobody reads: it can only be a variable",
                        "Set " + variable(name) + " instead.");
            }
            if (plain.startsWith("serai")
                    && isOurs(name)
                    && NAMES.stream().noneMatch(known -> plain(known).equals(plain))
                    && BEGINNINGS.stream().noneMatch(begin -> plain.startsWith(plain(begin)))) {
                throw new SeraiRuntimeException(
                        RuntimeError.UNKNOWN_SETTING,
                        "there is no setting " + name,
                        "Remove it; the nearest name is " + nearest(name) + ".");
            }
        }
    }

    /** Whether a variable is none of ours, though it begins as ours do. */
    static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || SERVICE_PORT.matcher(name).matches()
                        && SERVICE_ADDRESS.matcher(value).matches();
    }

    private static boolean isOurs(String name) {
        return name.startsWith("SERAI_") || name.startsWith("serai.");
    }

    /** The name that is nearest, written the way the wrong one is. */
    private static String nearest(String name) {
        var best = NAMES.get(0);
        for (var known : NAMES) {
            if (distance(plain(name), plain(known)) < distance(plain(name), plain(best))) {
                best = known;
            }
        }
        return name.startsWith("SERAI_") ? variable(best) : best;
    }

    private static String variable(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static String plain(String name) {
        return name.replaceAll("[._\\-\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                var change = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
