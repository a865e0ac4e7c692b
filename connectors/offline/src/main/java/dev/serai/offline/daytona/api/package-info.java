/** The API: sandboxes and their states, snapshots, volumes, previews. */
package dev.serai.offline.daytona.api;
