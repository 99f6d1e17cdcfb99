/**
 * Pure functions over strings: the keys of names, the forms in which names are written, their typos, indicators such as URLs and
 * file names, sentences, countries and regions, web links, numbers in words.
 *
 * <p>In: a string. Out: a string, or the parts of one. Nothing here knows a card, a file format or Lucene; everything is
 * stateless and thread-safe.
 */
package dev.threatcards.text;
