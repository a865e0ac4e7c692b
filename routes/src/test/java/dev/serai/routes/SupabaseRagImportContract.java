package dev.serai.routes;

import dev.serai.offline.junit.SupabaseServerExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class SupabaseRagImportContract extends FolderRagContract {

    @RegisterExtension
    final SupabaseServerExtension supabase = new SupabaseServerExtension();

    @Override
    Map<String, String> settings() throws Exception {
        supabase.sql(Files.readString(Path.of("supabase-rag/schema.sql")));
        return Map.of(
                "camel.component.supabase.url", supabase.baseUrl(),
                "camel.component.supabase.api-key", supabase.serviceKey(),
                "camel.component.supabase.service-key", supabase.serviceKey());
    }
}
