package dev.serai.offline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Api;
import dev.serai.offline.supabase.SupabaseStandIn;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

class SupabaseServerExtensionTest {
    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAStaticField {
        @RegisterExtension
        static SupabaseServerExtension supabase = new SupabaseServerExtension();

        @BeforeAll
        static void makeTable() {
            supabase.sql("create table notes(id serial primary key, body text)");
        }

        @Test
        @Order(1)
        void aTestWritesRowsAndTellsTheServicesSomething() {
            var api = new Api(supabase.baseUrl(), supabase.serviceKey());
            api.post("/rest/v1/notes", "{\"body\":\"mine\"}", "content-type", "application/json");
            api.post("/auth/v1/otp", "{\"email\":\"a@example.org\"}", "content-type", "application/json");
            assertThat(supabase.server().rows("select body from notes")).hasToString("[{\"body\":\"mine\"}]");
            assertThat(supabase.server().auth().mailbox().last("a@example.org").code())
                    .hasSize(6);
            assertThat(supabase.requests().last().path()).isEqualTo("/auth/v1/otp");
            supabase.server().storage().busy(1);
        }

        @Test
        @Order(2)
        void theNextOneFindsTheRowsOnly() {
            assertThat(supabase.requests().total()).isZero();
            assertThat(supabase.server().auth().mailbox().all()).isEmpty();
            assertThat(new Api(supabase.baseUrl(), supabase.serviceKey())
                            .get("/storage/v1/bucket")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(supabase.server().rows("select id from notes")).hasSize(1);
        }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InAnInstanceField {
        private static final Set<String> SEEN = new HashSet<>();

        @RegisterExtension
        SupabaseServerExtension supabase = new SupabaseServerExtension();

        @Test
        @Order(1)
        void everyTestGetsADatabase() {
            supabase.sql("create table notes(id int)");
            assertThat(SEEN.add(supabase.server().database().url())).isTrue();
        }

        @Test
        @Order(2)
        void andTheNextOneHasNothingOfIt() {
            supabase.sql("create table notes(id int)");
            assertThat(SEEN.add(supabase.server().database().url())).isTrue();
        }
    }

    @Nested
    @ExtendWith(SupabaseServerExtension.class)
    class AsAParameter {
        @Test
        void tokensOfUsersCanBeSigned(SupabaseStandIn supabase) {
            supabase.sql("create table notes(owner uuid default auth.uid(), body text);"
                    + "alter table notes enable row level security;"
                    + "create policy own on notes using (owner = auth.uid())");
            for (var user :
                    new String[] {"0b5a7a3e-0000-4000-8000-000000000001", "0b5a7a3e-0000-4000-8000-000000000002"}) {
                var token = supabase.tokens()
                        .sign(Json.object().put("role", "authenticated").put("sub", user));
                var api = new Api(supabase.baseUrl(), token);
                assertThat(api.post(
                                        "/rest/v1/notes",
                                        "{\"body\":\"x\"}",
                                        "content-type",
                                        "application/json",
                                        "apikey",
                                        supabase.anonKey())
                                .statusCode())
                        .isEqualTo(201);
                assertThat(Api.json(api.get("/rest/v1/notes", "apikey", supabase.anonKey())))
                        .hasSize(1);
            }
        }
    }
}
