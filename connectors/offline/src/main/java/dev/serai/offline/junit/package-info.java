/** JUnit 5 extensions that start and stop the stand-ins. */
package dev.serai.offline.junit;
