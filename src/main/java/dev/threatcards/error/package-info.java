/**
 * The exceptions that the library throws, all unchecked. This package depends on the JDK alone.
 */
package dev.threatcards.error;
