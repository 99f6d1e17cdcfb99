/**
 * The room where cards are invented: as many as wanted, in the shape of the encyclopedia's, the same each time. To measure with, and to
 * test what no real deck has. Knows cards alone.
 */
package dev.threatcards.synthetic;
