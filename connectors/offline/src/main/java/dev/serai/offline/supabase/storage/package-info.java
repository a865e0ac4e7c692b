/** The storage service: buckets and objects in the database, their bytes in files, resumable uploads by TUS 1.0.0. */
package dev.serai.offline.supabase.storage;
