package dev.serai.sql.jdbc;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * What the application's properties say.
 *
 * @param dataSource the name of a bean; null when it was not given
 * @param schema null for the connection's own
 * @param connections how many connections are used, and threads
 */
public record Settings(String dataSource, String url, String user, String password, String schema, int connections) {

    private static final String PREFIX = "serai.sql.";
    private static final String DEFAULT_URL = "jdbc:h2:file:./data/serai";
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final int MOST_CONNECTIONS = 200;

    public static Settings of(CamelContext context) {
        return new Settings(
                text(context, "data-source", null),
                text(context, "url", DEFAULT_URL),
                text(context, "user", null),
                text(context, "password", null),
                schema(text(context, "schema", null)),
                connections(text(context, "connections", "4")));
    }

    /** The address without what may hold a password. */
    public String shownUrl() {
        var end = url.length();
        for (var mark : new char[] {';', '?'}) {
            var at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        return url.substring(0, end).replaceAll("//[^/]*@", "//***@");
    }

    boolean hasUserInfo() {
        return shownUrl().contains("***@");
    }

    /** What stands before the name of a table; the name was checked, so it needs no escape. */
    String prefix() {
        return schema == null ? "" : '"' + schema + "\".";
    }

    private static String text(CamelContext context, String name, String otherwise) {
        return context.getPropertiesComponent()
                .resolveProperty(PREFIX + name)
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
    }

    private static String schema(String name) {
        if (name != null && !SCHEMA.matcher(name).matches()) {
            throw bad("schema", name, "use letters, digits and underscores");
        }
        return name;
    }

    private static int connections(String text) {
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= MOST_CONNECTIONS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad("connections", text, "give a whole number");
        }
        throw bad("connections", text, "give a number from 1 to " + MOST_CONNECTIONS);
    }

    private static SqlException bad(String name, String value, String remedy) {
        return new SqlException(
                SqlError.BAD_OPTION, PREFIX + name + " is '" + value + "'", "For it, " + remedy + ".", null);
    }
}
