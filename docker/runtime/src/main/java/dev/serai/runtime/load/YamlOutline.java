package dev.serai.runtime.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file as a list of its top-level items. Camel makes beans while it reads them, so a file can be checked without
 * harm only after what makes beans is taken away; the lines of what remains stay where they were.
 */
final class YamlOutline {

    static final String BEANS = "beans";

    private static final Set<String> OURS = Set.of(
            "route",
            "from",
            "beans",
            "onException",
            "onCompletion",
            "intercept",
            "interceptFrom",
            "errorHandler",
            "routeTemplate");
    private static final Map<String, String> REFUSED = Map.of(
            "restConfiguration", "restConfiguration holds for all files; set camel.rest.* in application.yaml",
            "rest", "rest is not loaded from files, because its routes cannot be taken back; use from: platform-http:",
            "routeConfiguration", "routeConfiguration holds for all files; write onException or intercept in this file",
            "interceptSendToEndpoint", "interceptSendToEndpoint holds for all files; use intercept",
            "templatedRoute", "templatedRoute is not loaded from files; use kamelet:<template> in a route",
            "dataFormats", "dataFormats hold for all files; write the data format where it is used");

    private final List<Item> items;
    private final String[] lines;

    private YamlOutline(List<Item> items, String[] lines) {
        this.items = items;
        this.lines = lines;
    }

    /**
     * A top-level item.
     *
     * @param begin the line of its dash, from 0
     * @param end the line after its last, from 0
     */
    record Item(String key, int begin, int end, Node value) {}

    /** A bean that the file defines. */
    record Bean(String name, int line) {}

    static YamlOutline read(Source source, String text) {
        var settings = LoadSettings.builder().setLabel(source.path()).build();
        YamlGuard.check(settings, text);
        var root =
                new Compose(settings).composeString(text).orElseThrow(() -> new NotRoutes("There is nothing in it."));
        var strict = source.file().getFileName().toString().endsWith(".camel.yaml");
        if (root instanceof MappingNode mapping) {
            pipe(mapping, source.kind() == FileKind.KAMELET);
            return new YamlOutline(List.of(), text.split("\n", -1));
        }
        if (source.kind() == FileKind.KAMELET || !(root instanceof SequenceNode)) {
            throw new LoadException(LoadError.SYNTAX, "The file is no " + (strict ? "list of routes" : "Kamelet"), 1);
        }
        return new YamlOutline(items((SequenceNode) root, text, strict), text.split("\n", -1));
    }

    private static void pipe(MappingNode root, boolean kamelet) {
        var version = scalar(root, "apiVersion");
        var kind = scalar(root, "kind");
        var camel = version != null && version.startsWith("camel.apache.org/");
        if (kamelet && !(camel && "Kamelet".equals(kind))) {
            throw new LoadException(LoadError.SYNTAX, "The file is no Kamelet: apiVersion and kind do not say so", 1);
        }
        if (!kamelet && !(camel && "Pipe".equals(kind))) {
            throw new NotRoutes("Its top level is no list of routes.");
        }
    }

    private static List<Item> items(SequenceNode root, String text, boolean strict) {
        var starts = new ArrayList<Integer>();
        var lines = text.split("\n", -1);
        for (var node : root.getValue()) {
            starts.add(dash(node, lines));
        }
        starts.add(lines.length);
        var items = new ArrayList<Item>();
        for (var i = 0; i < root.getValue().size(); i++) {
            var node = root.getValue().get(i);
            if (!(node instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
                if (strict) {
                    throw new LoadException(LoadError.SYNTAX, "The item is no route", line(node));
                }
                throw new NotRoutes("Its items are no routes.");
            }
            var value = mapping.getValue().get(0);
            items.add(new Item(text(value.getKeyNode()), starts.get(i), starts.get(i + 1), value.getValueNode()));
            if (mapping.getValue().size() > 1 && has(mapping, BEANS)) {
                throw new LoadException(LoadError.SYNTAX, "beans stand beside other keys in one item", line(node));
            }
        }
        if (items.isEmpty()) {
            throw new NotRoutes("There is nothing in it.");
        }
        refuse(items, strict);
        if (root.getFlowStyle() == FlowStyle.FLOW && items.stream().anyMatch(item -> BEANS.equals(item.key()))) {
            throw new LoadException(LoadError.SYNTAX, "beans stand in a list in brackets; write a list with dashes", 1);
        }
        return items;
    }

    private static void refuse(List<Item> items, boolean strict) {
        var known = items.stream().anyMatch(item -> OURS.contains(item.key()) || REFUSED.containsKey(item.key()));
        if (!known && !strict) {
            throw new NotRoutes("Its items are no routes.");
        }
        for (var item : items) {
            if (REFUSED.containsKey(item.key())) {
                throw new LoadException(LoadError.GLOBAL, REFUSED.get(item.key()), item.begin() + 1);
            }
            if (!OURS.contains(item.key())) {
                throw new LoadException(
                        LoadError.SYNTAX,
                        "'" + item.key() + "' is unknown; a file has "
                                + OURS.stream().sorted().collect(Collectors.joining(", ")),
                        item.begin() + 1);
            }
        }
    }

    /** Only what the condition accepts; all other lines are empty. Null if nothing is left. */
    String only(Predicate<Item> condition) {
        if (items.isEmpty()) {
            return String.join("\n", lines);
        }
        if (items.stream().noneMatch(condition)) {
            return null;
        }
        var text = lines.clone();
        items.stream().filter(condition.negate()).forEach(item -> {
            for (var line = item.begin(); line < item.end(); line++) {
                text[line] = "";
            }
        });
        return String.join("\n", text);
    }

    List<Bean> beans() {
        var beans = new ArrayList<Bean>();
        for (var item : items) {
            if (BEANS.equals(item.key()) && item.value() instanceof SequenceNode list) {
                for (var node : list.getValue()) {
                    var name = node instanceof MappingNode bean ? scalar(bean, "name") : null;
                    if (name == null) {
                        throw new LoadException(LoadError.SYNTAX, "The bean has no name", line(node));
                    }
                    beans.add(new Bean(name, line(node)));
                }
            }
        }
        return beans;
    }

    /** How many routes the file asks for, before any of them is made. */
    long routes() {
        return items.stream()
                .filter(item -> "route".equals(item.key()) || "from".equals(item.key()))
                .count();
    }

    /** The line of an item's dash; the item itself may begin on a later line. */
    private static int dash(Node node, String[] lines) {
        var line = node.getStartMark().map(mark -> mark.getLine()).orElse(0);
        while (line > 0 && !lines[line].stripLeading().startsWith("-")) {
            line--;
        }
        return line;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static boolean has(MappingNode mapping, String key) {
        return mapping.getValue().stream().anyMatch(tuple -> key.equals(text(tuple.getKeyNode())));
    }

    private static String scalar(MappingNode mapping, String key) {
        return mapping.getValue().stream()
                .filter(tuple -> key.equals(text(tuple.getKeyNode())))
                .map(tuple -> text(tuple.getValueNode()))
                .findFirst()
                .orElse(null);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
