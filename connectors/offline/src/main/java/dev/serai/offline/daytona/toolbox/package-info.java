/** The toolbox of a sandbox: commands, sessions, terminals, interpreters, files, git, ports. */
package dev.serai.offline.daytona.toolbox;
