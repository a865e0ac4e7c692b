package dev.serai.offline.supabase.rest;

/**
 * One term of {@code order}.
 *
 * @param related the related resource whose field orders, or null
 * @param direction what follows the field in SQL, with a space before it; may be empty
 */
record OrderTerm(String related, Field field, String direction) {}
