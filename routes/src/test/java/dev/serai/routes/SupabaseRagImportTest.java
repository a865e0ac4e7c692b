package dev.serai.routes;

class SupabaseRagImportTest extends SupabaseRagImportContract {

    @Override
    byte[] workflow() {
        return ImportedFlow.own("house-rules-supabase.json");
    }
}
