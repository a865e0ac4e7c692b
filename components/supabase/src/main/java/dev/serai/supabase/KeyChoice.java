package dev.serai.supabase;

/** Which of the project's keys an endpoint shows. */
public enum KeyChoice {
    /** The publishable one: the database's policies decide what may be seen. */
    ANON,
    /** The secret one, which passes all policies. */
    SERVICE
}
