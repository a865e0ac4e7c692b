package dev.serai.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which module a class belongs to, told by its package {@code dev.serai.<module>}, and how high that module stands. */
record Modules(Map<String, Layer> layers) {

    enum Layer {
        SUPPORT,
        COMPONENT,
        CONNECTOR,
        RUNTIME
    }

    // The last "serai" counts, so that fixtures can stand in a package of their own.
    private static final Pattern PACKAGE = Pattern.compile("(?:.*\\.)?serai\\.([a-z0-9]+)(?:\\..*)?");

    static Modules of(Repository repository) {
        return of(names(repository.components()), names(repository.connectors()));
    }

    static Modules of(List<String> components, List<String> connectors) {
        var layers = new HashMap<String, Layer>();
        layers.put("support", Layer.SUPPORT);
        components.forEach(name -> layers.put(name, Layer.COMPONENT));
        connectors.forEach(name -> layers.put(name, Layer.CONNECTOR));
        layers.put("runtime", Layer.RUNTIME);
        return new Modules(layers);
    }

    private static List<String> names(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.getFileName().toString().replace("-", ""))
                .toList();
    }

    static String name(JavaClass type) {
        var matcher = PACKAGE.matcher(type.getPackageName());
        return matcher.matches() ? matcher.group(1) : "";
    }

    boolean isKnown(JavaClass type) {
        return layers.containsKey(name(type));
    }

    boolean isComponentCode(JavaClass type) {
        var layer = layers.get(name(type));
        return layer == Layer.SUPPORT || layer == Layer.COMPONENT;
    }

    boolean mayUse(JavaClass from, JavaClass to) {
        var here = layers.get(name(from));
        var there = layers.get(name(to));
        if (here == null || there == null || name(from).equals(name(to))) {
            return true;
        }
        return here == Layer.COMPONENT ? there == Layer.SUPPORT : here.compareTo(there) >= 0;
    }
}
