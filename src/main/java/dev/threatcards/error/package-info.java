/**
 * The exceptions that the library throws: each says what went wrong, where, and what to do.
 *
 * <p>All of them are unchecked and extend {@link dev.threatcards.error.ThreatCardsException}, so that a caller who does not care which it was
 * catches one type. This package depends on the JDK alone.
 */
package dev.threatcards.error;
