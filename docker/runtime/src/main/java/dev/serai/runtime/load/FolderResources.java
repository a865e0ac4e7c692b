package dev.serai.runtime.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultResourceResolvers;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceResolver;
import org.apache.camel.support.ResourceResolverSupport;
import org.apache.camel.support.ResourceSupport;

/**
 * Finds {@code classpath:} and relative {@code file:} resources in the folders of routes first, so that a mounted folder
 * needs no class path: {@code resource:classpath:my-agent/system.txt} is the file {@code my-agent/system.txt} of a folder.
 */
final class FolderResources extends ResourceResolverSupport {

    private final List<Path> folders;
    private final ResourceResolver next;
    private final Consumer<Path> found;

    private FolderResources(String scheme, List<Path> folders, ResourceResolver next, Consumer<Path> found) {
        super(scheme);
        this.folders = folders;
        this.next = next;
        this.found = found;
    }

    /** Camel looks for a resolver in its registry by this name before it makes its own. */
    static void bind(CamelContext context, List<Path> folders, Consumer<Path> found) {
        for (var resolver : List.of(
                new DefaultResourceResolvers.ClasspathResolver(), new DefaultResourceResolvers.FileResolver())) {
            resolver.setCamelContext(context);
            var scheme = resolver.getSupportedScheme();
            var ours = new FolderResources(scheme, folders, resolver, found);
            ours.setCamelContext(context);
            context.getRegistry().bind("resource-loader-" + scheme, ResourceResolver.class, ours);
        }
    }

    static void unbind(CamelContext context) {
        context.getRegistry().unbind("resource-loader-classpath");
        context.getRegistry().unbind("resource-loader-file");
    }

    @Override
    protected Resource createResource(String location, String remaining) {
        var relative = getSupportedScheme().equals("classpath") ? remaining.replaceFirst("^/+", "") : remaining;
        for (var folder : folders) {
            try {
                var file = folder.resolve(relative);
                if (Files.isRegularFile(file) && file.toRealPath().startsWith(folder.toRealPath())) {
                    found.accept(file);
                    return new FolderResource(getSupportedScheme(), location, file);
                }
            } catch (InvalidPathException | IOException notOurs) {
                // Whatever it names, it is not in this folder.
            }
        }
        return next.resolve(location);
    }

    private static final class FolderResource extends ResourceSupport {

        private final Path file;

        FolderResource(String scheme, String location, Path file) {
            super(scheme, location);
            this.file = file;
        }

        @Override
        public boolean exists() {
            return Files.exists(file);
        }

        @Override
        public URI getURI() {
            return file.toUri();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
