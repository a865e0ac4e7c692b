package dev.serai.supabase.table;

/** Whether one row is meant. */
enum Single {
    FALSE,
    TRUE,
    MAYBE
}
