/** Caches: a bounded least-recently-used map, a value that is computed once, and the share of the heap that each cache may take. */
package dev.threatcards.cache;
