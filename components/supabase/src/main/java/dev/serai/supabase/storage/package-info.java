/** Endpoints for files. */
package dev.serai.supabase.storage;
