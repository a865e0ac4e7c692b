/** What commands and code come to that run elsewhere, the same for each service that runs them. */
package dev.serai.support.run;
