package dev.serai.vector.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of an Office document and how they point to one another. */
record OfficePackage(ZipArchive archive, Budget budget) {

    private static final String MAIN = "officeDocument";

    /** Reads a part to its end; does nothing where it is missing. */
    void read(String name, PartReader reader) throws IOException {
        var in = archive.open(name);
        if (in == null) {
            return;
        }
        try (var part = new XmlPart(in, budget)) {
            while (part.next()) {
                reader.event(part);
            }
        }
    }

    /** The name of the part that holds the content, or the usual one. */
    String main(String usual) throws IOException {
        var found = new HashMap<String, String>();
        read("_rels/.rels", part -> {
            if (part.starts()
                    && part.name().equals("Relationship")
                    && type(part).endsWith("/" + MAIN)) {
                found.put(MAIN, resolve("", part.attribute("Target")));
            }
        });
        var name = found.get(MAIN);
        return name != null && archive.has(name) ? name : usual;
    }

    /** The parts that a part points to, by id, and by the last word of their type. */
    Map<String, String> targets(String name) throws IOException {
        int slash = name.lastIndexOf('/');
        var folder = name.substring(0, slash + 1);
        var targets = new LinkedHashMap<String, String>();
        read(folder + "_rels/" + name.substring(slash + 1) + ".rels", part -> {
            if (part.starts()
                    && part.name().equals("Relationship")
                    && !"External".equals(part.attribute("TargetMode"))) {
                var target = resolve(folder, part.attribute("Target"));
                targets.put(String.valueOf(part.attribute("Id")), target);
                targets.putIfAbsent(type(part).substring(type(part).lastIndexOf('/')), target);
            }
        });
        return targets;
    }

    /** Title and author, as the application wrote them. */
    Map<String, String> properties() throws IOException {
        var properties = new HashMap<String, String>();
        read("docProps/core.xml", part -> {
            if (part.starts() && (part.name().equals("title") || part.name().equals("creator"))) {
                var name = part.name();
                var value = Texts.line(part.content());
                if (!value.isEmpty() && value.length() <= 1000) {
                    properties.put(name, value);
                }
            }
        });
        return properties;
    }

    private static String type(XmlPart part) {
        var type = String.valueOf(part.attribute("Type"));
        return type.indexOf('/') < 0 ? "/" + type : type;
    }

    private static String resolve(String folder, String target) {
        var path = String.valueOf(target);
        if (path.startsWith("/")) {
            return path.substring(1);
        }
        var base = folder;
        while (path.startsWith("../")) {
            path = path.substring(3);
            int slash = base.lastIndexOf('/', base.length() - 2);
            base = base.substring(0, slash + 1);
        }
        return base + path;
    }

    /** Gets each event of a part. */
    @FunctionalInterface
    interface PartReader {
        void event(XmlPart part) throws IOException;
    }
}
