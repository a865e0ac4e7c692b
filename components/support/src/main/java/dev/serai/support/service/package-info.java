/** How a component talks to a service that explains its errors: how they are read, told and thrown. */
package dev.serai.support.service;
