/** How the API and the toolbox are asked and how they answer. */
package dev.serai.offline.daytona.wire;
