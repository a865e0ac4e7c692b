package dev.serai.offline.supabase;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What services share.
 *
 * @param directory a folder of this stand-in, deleted with it
 * @param url where the stand-in listens; known once it has started
 */
public record Backend(Database database, Tokens tokens, Path directory, Supplier<URI> url, SupabaseSettings settings) {}
