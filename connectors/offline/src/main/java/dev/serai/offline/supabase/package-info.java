/** A stand-in for Supabase: its services behind one gateway, over a real PostgreSQL. */
package dev.serai.offline.supabase;
