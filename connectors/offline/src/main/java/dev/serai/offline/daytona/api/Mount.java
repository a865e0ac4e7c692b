package dev.serai.offline.daytona.api;

/**
 * A volume in a sandbox.
 *
 * @param subpath the folder of the volume that is seen, or null for all of it
 */
record Mount(String volumeId, String mountPath, String subpath) {}
