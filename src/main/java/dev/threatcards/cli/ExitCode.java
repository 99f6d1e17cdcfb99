package dev.threatcards.cli;

/** What a command ends with. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    /** Done, but some cards were set aside. */
    static final int SOME_REJECTED = 3;

    /** Whoever read the output had enough of it; as if the signal of a broken pipe had ended the process, with 128 and its number. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {
    }
}
