/**
 * The command line: one class a command, results as a table for people or as the API's JSON for machines.
 *
 * <p>Comes in: arguments. Goes out: text, and an exit code of {@link dev.threatcards.cli.ExitCode}.
 */
package dev.threatcards.cli;
