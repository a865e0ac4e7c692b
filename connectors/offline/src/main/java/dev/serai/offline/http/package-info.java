/** HTTP plumbing that every stand-in server shares: one event loop, routes, and a record of what was received. */
package dev.serai.offline.http;
