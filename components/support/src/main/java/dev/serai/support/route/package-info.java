/** Goes on with an exchange in the middle of a route, also in another process than the one that it began in. */
package dev.serai.support.route;
