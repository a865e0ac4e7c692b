/** The REST API over tables and functions: PostgREST's dialect, each request one SQL statement. */
package dev.serai.offline.supabase.rest;
