/** What makes routes of workflows that were written for something else. */
package dev.serai.runtime.imports;
