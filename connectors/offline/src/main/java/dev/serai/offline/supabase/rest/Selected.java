package dev.serai.offline.supabase.rest;

import java.util.List;

/** One thing that {@code select} asks for. */
sealed interface Selected {
    /** All columns. */
    record All() implements Selected {}

    /** One value; alias and cast may be null. */
    record One(Field field, String alias, String cast) implements Selected {
        String resultName() {
            return alias == null ? field.resultName() : alias;
        }
    }

    /** A related resource; alias and hint may be null. */
    record Related(String target, String alias, String hint, boolean inner, boolean spread, List<Selected> items)
            implements Selected {
        String resultName() {
            return alias == null ? target : alias;
        }
    }
}
