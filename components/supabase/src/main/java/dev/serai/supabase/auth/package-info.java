/** What users and administrators do with accounts. */
package dev.serai.supabase.auth;
