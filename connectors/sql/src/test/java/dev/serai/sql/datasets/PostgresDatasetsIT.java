package dev.serai.sql.datasets;

import dev.serai.sql.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

class PostgresDatasetsIT extends DatasetsContract {

    private static Map<String, String> database;

    @BeforeAll
    static void create() {
        database = PostgresServer.database();
    }

    @Override
    Map<String, String> settings() {
        return database;
    }

    @Override
    List<String> forbidden() {
        return List.of(
                "SELECT * FROM public.serai_schema_history",
                "SELECT * FROM pg_authid",
                "SELECT pg_read_file('/etc/passwd')",
                "WITH gone AS (DELETE FROM d RETURNING *) SELECT * FROM gone",
                "SELECT set_config('role', 'postgres', true), (SELECT COUNT(*) FROM pg_authid)",
                "SELECT set_config('role', 'none', true), query_to_xml('SELECT rolpassword FROM pg_authid', true, true, '')",
                "SELECT query_to_xml('SELECT set_con' || 'fig(''role'', ''none'', true)', true, true, ''), query_to_xml('SELECT rolpassword FROM pg_authid', true, true, '')",
                "SELECT lo_create(0)",
                "SELECT * INTO copied FROM d",
                "SELECT pg_sleep(30)");
    }
}
