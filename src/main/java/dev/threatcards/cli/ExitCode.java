package dev.threatcards.cli;

/** The exit codes of commands. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    /** Done, but some cards were set aside. */
    static final int SOME_REJECTED = 3;

    /** The reader closed the pipe: 128 and the number of the signal SIGPIPE. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {
    }
}
