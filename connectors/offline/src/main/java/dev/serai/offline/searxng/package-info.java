/** A stand-in for SearXNG, and for the searx it comes from. */
package dev.serai.offline.searxng;
