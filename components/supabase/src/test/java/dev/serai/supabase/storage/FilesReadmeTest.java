package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The README's routes for files run as they stand there, with another directory. */
@Timeout(60)
class FilesReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @TempDir
    Path folder;

    @BeforeAll
    static void makeBucket() {
        supabase.sql("insert into storage.buckets(id, name) values ('documents', 'documents')");
    }

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("supabase:storage"))
                .toList();
    }

    @Test
    void whatIsStoredIsFetchedAndShared() throws Exception {
        assertThat(routes()).hasSize(2);
        var told = new CopyOnWriteArrayList<Object>();
        try (var routes = new Routes(supabase.baseUrl())) {
            routes.configuration().setApiKey(supabase.serviceKey());
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:progress")
                            .process(exchange -> told.add(exchange.getMessage().getBody()));
                }
            });
            for (var block : routes()) {
                load(routes, block.replace("/data/inbox", folder.toString()));
            }
            assertThat(routes.ask("direct:store", "%PDF", Map.of("number", 7))).isInstanceOf(Map.class);
            assertThat(told).isNotEmpty();
            var path = Map.<String, Object>of(SupabaseConstants.PATH, "invoices/7.pdf");
            assertThat((File) routes.ask("direct:fetch", null, path))
                    .hasContent("%PDF")
                    .isEqualTo(folder.resolve("invoices/7.pdf").toFile());
            var address = (String) routes.ask("direct:share", null, path);
            try (var input = URI.create(address).toURL().openStream()) {
                assertThat(input.readAllBytes()).isEqualTo("%PDF".getBytes());
            }
        }
    }

    private static void load(Routes routes, String yaml) throws Exception {
        PluginHelper.getRoutesLoader(routes.context())
                .loadRoutes(ResourceHelper.fromString("readme-" + Math.abs(yaml.hashCode()) + ".camel.yaml", yaml));
    }
}
