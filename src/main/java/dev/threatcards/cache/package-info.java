/**
 * What is kept for later: a least-recently-used map with a bound, a value that is computed once, and how much of the heap all of them
 * may take. Knows nothing of what it keeps.
 */
package dev.threatcards.cache;
