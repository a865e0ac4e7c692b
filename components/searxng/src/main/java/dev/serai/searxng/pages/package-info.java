/** Reads pages of the web that strangers wrote and models chose, as text. */
package dev.serai.searxng.pages;
