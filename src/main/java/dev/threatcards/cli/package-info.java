/**
 * The command line: one class a command; results as a table for people or as the API's JSON for programs.
 *
 * <p>In: arguments. Out: text, and an exit code of {@link dev.threatcards.cli.ExitCode}.
 */
package dev.threatcards.cli;
