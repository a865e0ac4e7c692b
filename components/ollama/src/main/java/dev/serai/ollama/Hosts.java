package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the options that say where servers are: {@code laptop:11434,strix:11434(gpu=rocm;ram=128g)}. */
record Hosts(URI uri, Map<String, String> labels) {

    private static final Pattern ENTRY = Pattern.compile("([^()]+)(?:\\(([^()]*)\\))?");
    private static final int OLLAMA_PORT = 11434;

    static List<Hosts> of(OllamaConfiguration configuration) {
        var hosts = new ArrayList<Hosts>();
        var option = configuration.getHosts() == null ? "baseUrl" : "hosts";
        var given = configuration.getHosts() == null ? configuration.getBaseUrl() : configuration.getHosts();
        for (var entry : given.split(",")) {
            var matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                throw bad(option, entry, "is not of the form host:port or host:port(label=value;...)", null);
            }
            hosts.add(new Hosts(uri(option, matcher.group(1).strip()), pairs(option, matcher.group(2), ";")));
        }
        var wanted = pairs("nodeSelector", configuration.getNodeSelector(), ",");
        hosts.removeIf(host -> !host.labels.entrySet().containsAll(wanted.entrySet()));
        if (hosts.isEmpty()) {
            throw new OllamaException(
                    OllamaError.BAD_OPTION,
                    "no server in hosts has the labels of nodeSelector '" + configuration.getNodeSelector() + "'");
        }
        return hosts;
    }

    private static URI uri(String option, String text) {
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                throw bad(option, text, "names no host that HTTP can reach", null);
            }
            return text.contains("://") || uri.getPort() > 0
                    ? uri
                    : new URI("http", null, uri.getHost(), OLLAMA_PORT, uri.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw bad(option, text, "is no address", e);
        }
    }

    private static Map<String, String> pairs(String option, String text, String separator) {
        var pairs = new LinkedHashMap<String, String>();
        if (text != null) {
            for (var pair : text.split(separator)) {
                int equals = pair.indexOf('=');
                if (equals < 1) {
                    throw bad(option, pair, "is no label of the form name=value", null);
                }
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    private static OllamaException bad(String option, String value, String fact, Exception cause) {
        return new OllamaException(
                OllamaError.BAD_OPTION,
                "'" + value.replaceAll("//[^/@]*@", "//***@") + "' in " + option + " " + fact,
                OllamaError.BAD_OPTION.remedy(),
                cause);
    }
}
