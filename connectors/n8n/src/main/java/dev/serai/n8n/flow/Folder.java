package dev.serai.n8n.flow;

import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.n8n.N8nError;
import dev.serai.n8n.N8nException;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.LRUCacheFactory;

/** Files below one folder. Paths come from items, so links and dots are followed before they are compared. */
public final class Folder {

    private static final long LARGEST = 50L << 20;
    private static final long LARGEST_TOGETHER = 4 * LARGEST;
    private static final int MOST_FILES = 10_000;
    private static final int MOST_KNOWN = 100_000;

    /** The item of a file that has come into a watched folder, or has changed since it came. */
    public void arrived(Exchange exchange) {
        var path = exchange.getMessage().getHeader("CamelFileAbsolutePath", "", String.class);
        var item = new LinkedHashMap<String, Object>();
        item.put("event", known(exchange).put(exchange.getFromRouteId() + " " + path, true) == null ? "add" : "change");
        item.put("path", path);
        exchange.getMessage().removeHeaders("CamelFile*");
        exchange.getMessage().setBody(item);
    }

    /** The files that have come since the context started; of very many, the oldest are forgotten and count as new again. */
    private static Map<Object, Object> known(Exchange exchange) {
        var context = exchange.getContext().getCamelContextExtension();
        synchronized (Folder.class) {
            var files = context.getContextPlugin(KnownFiles.class);
            if (files == null) {
                files = new KnownFiles(LRUCacheFactory.newLRUCache(MOST_KNOWN));
                context.addContextPlugin(KnownFiles.class, files);
            }
            return files.files();
        }
    }

    private record KnownFiles(Map<Object, Object> files) {}

    /** The item of a file in the folder that stands for one elsewhere, such as Google Drive. */
    public void appeared(Exchange exchange) {
        var message = exchange.getMessage();
        var item = new LinkedHashMap<String, Object>();
        var path = message.getHeader("CamelFileAbsolutePath", "", String.class);
        item.put("id", path);
        item.put("name", message.getHeader(Exchange.FILE_NAME_ONLY, "", String.class));
        item.put("mimeType", type(Path.of(path)));
        item.put("parents", List.of(String.valueOf(Path.of(path).getParent())));
        message.removeHeaders("CamelFile*");
        message.setBody(item);
    }

    /** An item for each file that the path, or a pattern in its last part, names. */
    public void read(Exchange exchange, String folder) throws IOException {
        var given = Values.parameters(exchange);
        var name = Values.text(given, "binary").isEmpty() ? "data" : Values.text(given, "binary");
        var items = new ArrayList<Item>();
        long all = 0;
        for (var path : named(folder, Values.text(given, "path"))) {
            if (!Files.isRegularFile(path)) {
                throw new N8nException(
                        N8nError.NO_FILE,
                        "there is no file '" + Values.text(given, "path") + "' below the folder " + folder);
            }
            all += Files.size(path);
            if (Files.size(path) > LARGEST || all > LARGEST_TOGETHER) {
                throw new N8nException(
                        N8nError.FILE_TOO_LARGE,
                        path.getFileName() + " has more than " + LARGEST + " bytes, or all have too many");
            }
            var fileName = path.getFileName().toString();
            var json = new LinkedHashMap<String, Object>();
            json.put("fileName", fileName);
            json.put("directory", String.valueOf(path.getParent()));
            json.put("fileExtension", fileName.substring(fileName.lastIndexOf('.') + 1));
            json.put("mimeType", type(path));
            json.put("fileSize", Files.size(path) + " B");
            var file = new Binary(Files.readAllBytes(path), type(path), fileName);
            items.add(new Item(json, Map.of(name, file), null, null));
        }
        exchange.getMessage().setBody(Items.of(items));
    }

    private static List<Path> named(String folder, String given) throws IOException {
        var pattern = given.substring(given.lastIndexOf('/') + 1);
        if (!pattern.matches(".*[*?].*")) {
            return List.of(checked(folder, given));
        }
        if (pattern.length() > 200 || !pattern.matches("(?:[^*?\\[{]*[*?]){1,6}[^*?\\[{]*")) {
            throw new N8nException(N8nError.UNREADABLE, "a pattern for names of files takes * and ?, up to six");
        }
        var parent = checked(folder, given.substring(0, given.length() - pattern.length()));
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(parent, pattern)) {
            for (var file : files) {
                if (Files.isRegularFile(file) && found.size() < MOST_FILES) {
                    found.add(checked(folder, file.toString()));
                }
            }
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static String type(Path path) {
        var type = URLConnection.guessContentTypeFromName(String.valueOf(path.getFileName()));
        return type == null ? "application/octet-stream" : type;
    }

    public void write(Exchange exchange, String folder) throws IOException {
        var given = Values.parameters(exchange);
        var bytes = bytes(exchange.getVariable("items"), Values.text(given, "binary"));
        Files.createDirectories(Path.of(folder));
        var path = checked(folder, Values.text(given, "path"));
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        exchange.getMessage().setBody(exchange.getVariable("items"));
    }

    /** The content of an item's file becomes the body. */
    public void content(Exchange exchange, String name) {
        exchange.getMessage().setBody(bytes(exchange.getVariable("items"), name));
    }

    private static byte[] bytes(Object items, String name) {
        var file = items instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Item item
                ? item.binary().get(name)
                : null;
        if (file == null) {
            throw new N8nException(N8nError.NO_FILE, "the item has no file '" + name + "'");
        }
        return file.data();
    }

    /** A path below the folder, also when its links are followed; it need not be there yet. */
    private static Path checked(String folder, String given) throws IOException {
        if (!Files.isDirectory(Path.of(folder))) {
            throw new N8nException(N8nError.NO_FILE, "the folder " + folder + " is not there");
        }
        var root = Path.of(folder).toRealPath();
        var path = resolved(root, given);
        var existing = path;
        // A link that leads nowhere yet is there, too: writing would make what it leads to.
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        if (existing == null || dangles(existing) || !existing.toRealPath().startsWith(root)) {
            throw new N8nException(N8nError.OUTSIDE_FOLDER, "the file '" + given + "' is not below the folder " + root);
        }
        return path;
    }

    private static boolean dangles(Path path) {
        return Files.isSymbolicLink(path) && !Files.exists(path);
    }

    private static Path resolved(Path root, String given) {
        try {
            return root.resolve(given).normalize();
        } catch (InvalidPathException e) {
            throw new N8nException(N8nError.OUTSIDE_FOLDER, "the name of a file has a sign that no file may have");
        }
    }
}
