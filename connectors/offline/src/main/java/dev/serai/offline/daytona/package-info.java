/** A stand-in for Daytona: its API and its toolbox, with sandboxes that are folders and commands that are local processes. */
package dev.serai.offline.daytona;
