/** Routes that begin with what happens in a Supabase, and broadcasts to others. */
package dev.serai.supabase.realtime;
