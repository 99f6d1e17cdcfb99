/** Generates synthetic cards in the shape of the encyclopedia's, the same for each seed. For tests and benchmarks. */
package dev.threatcards.synthetic;
