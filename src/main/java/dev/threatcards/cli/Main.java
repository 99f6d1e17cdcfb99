package dev.threatcards.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.ThreatCardsException;
import dev.threatcards.text.IoReason;
import dev.threatcards.web.ServerException;

/** The command {@code threat-cards}. */
@Command(name = "threat-cards", addMethodSubcommands = false, mixinStandardHelpOptions = true, versionProvider = Main.Version.class, description = "Faceted search over threat-actor cards.", synopsisSubcommandLabel = "COMMAND", footer = {
        "", "Example:", "  threat-cards serve", "", "Help on a command: threat-cards COMMAND --help"})
public final class Main {

    /** Lucene's logger, once its level is set. Kept, because java.util.logging holds loggers by weak references. */
    private static final CompletableFuture<Logger> LUCENE = new CompletableFuture<>();

    private static final List<Class<?>> COMMANDS = List.of(ServeCommand.class, IngestCommand.class, SearchCommand.class,
            ShowCommand.class, DoctorCommand.class, ResolveCommand.class, NamesCommand.class, ScanCommand.class,
            OperationsCommand.class, LeadsCommand.class, FetchCommand.class, ExportCommand.class, McpCommand.class,
            ReportsCommand.class, RehearseCommand.class);

    /** The environment variable that turns on stack traces of internal errors. */
    private static final String TRACE = "THREAT_CARDS_TRACE";

    private Main() {
    }

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // Libraries, such as the progress bar, format numbers and dates by the default locale.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // A failed start is reported here in a sentence.
        System.setProperty("org.slf4j.simpleLogger.log.io.javalin.Javalin", "off");
        // PDFBox logs what it repairs in a PDF; a report that cannot be read is told in a sentence.
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.pdfbox", "off");
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.fontbox", "off");
        // Otherwise PDFBox reads all fonts of the computer, and writes a list of them into the user's home.
        System.setProperty("dev.threatcards.report.systemFonts", "false");
        // Otherwise Jetty starts the platform's management to find the size of a cache line.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // One line for each entry, where java.util.logging writes two.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %5$s%6$s%n");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ssXXX");
        Thread.ofPlatform().daemon().name("prepare").start(Main::prepare);
        System.exit(executeSafely(arguments));
    }

    /** Warms up in parallel with the parsing of the arguments. */
    private static void prepare() {
        try {
            Logger lucene = Logger.getLogger("org.apache.lucene");
            // At start Lucene warns about a missing module that would gain nothing here.
            lucene.setLevel(Level.SEVERE);
            LUCENE.complete(lucene);
        } finally {
            // The command must not wait for it if something failed.
            LUCENE.complete(null);
        }
        ThreatCards.prepare();
    }

    /** Reports a lack of memory in a sentence. */
    private static int executeSafely(String... arguments) {
        try {
            return execute(arguments);
        } catch (OutOfMemoryError | StackOverflowError e) {
            System.err.println("threat-cards: this takes more memory than the program may use (" + e.getMessage()
                    + "); nothing was changed.");
            return ExitCode.FAILED;
        }
    }

    private static int execute(String... arguments) {
        CheckedOutput written = new CheckedOutput();
        PrintWriter out = new PrintWriter(written, true, StandardCharsets.UTF_8);
        CommandLine commands = commands(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments)
                .setExecutionStrategy(parsed -> {
                    LUCENE.join();
                    return new RunLast().execute(parsed);
                });
        if (Arguments.areLost(arguments)) {
            tell(Arguments.LOST, commands);
            return ExitCode.WRONG_USAGE;
        }
        int exit = commands.execute(arguments);
        out.flush();
        return written.failure()
                .map(e -> unwritten(new CheckedOutput.OutputException("standard output", e), exit, commands))
                .orElse(exit);
    }

    /** The exit code of a command whose output was lost. */
    private static int unwritten(CheckedOutput.OutputException e, int exit, CommandLine command) {
        if (e.isBrokenPipe()) {
            return ExitCode.BROKEN_PIPE;
        }
        tell(e.getMessage(), command);
        return exit == ExitCode.DONE || exit == ExitCode.SOME_REJECTED ? ExitCode.FAILED : exit;
    }

    private static void tell(String sentence, CommandLine command) {
        command.getErr().println(Ansi.AUTO.text("@|red threat-cards:|@ ") + Printable.text(sentence));
    }

    /** The called command alone, or all if that is not clear: reading the annotations of a command takes longer than a search. */
    static CommandLine commands(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new Main());
        List<Class<?>> called = COMMANDS.stream()
                // By the name of the class: reading the annotation of each would be slow.
                .filter(each -> arguments.length > 0
                        && each.getSimpleName().equalsIgnoreCase(arguments[0] + Command.class.getSimpleName()))
                .toList();
        (called.isEmpty() ? COMMANDS : called).forEach(each -> commands.addSubcommand(new CommandLine(each)));
        commands.setOut(out);
        commands.setErr(err);
        commands.setExpandAtFiles(false);
        commands.registerConverter(Path.class, Arguments::path);
        commands.setExecutionExceptionHandler(Main::failed);
        commands.setParameterExceptionHandler(Main::misused);
        return commands;
    }

    /** Reports wrong arguments in a line, with suggestions, instead of the whole usage. */
    private static int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String meant = e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : ".";
        command.getErr().println(Ansi.AUTO.text("@|red threat-cards:|@ ") + e.getMessage() + meant + " See: "
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }

    /** Reports a failure in one sentence, without a stack trace. */
    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof CheckedOutput.OutputException unwritten) {
            return unwritten(unwritten, ExitCode.DONE, command);
        }
        tell(sentence(e), command);
        return e instanceof InvalidQueryException ? ExitCode.WRONG_USAGE : ExitCode.FAILED;
    }

    private static String sentence(Exception e) {
        return switch (e) {
            case ThreatCardsException known -> known.getMessage();
            case ServerException known -> known.getMessage();
            case UncheckedIOException io -> IoReason.of("Reading or writing failed", io.getCause());
            case IOException io -> IoReason.of("Reading or writing failed", io);
            case InvalidPathException path -> "Not a file's name: " + path.getInput() + " (" + IoReason.of(path) + ").";
            default -> unexpected(e);
        };
    }

    /** An error of the program itself. */
    private static String unexpected(Exception e) {
        if (System.getenv(TRACE) == null) {
            return "This is an error of the program itself. To report it, call it again with " + TRACE
                    + "=1 in the environment, and send what it prints.";
        }
        LoggerFactory.getLogger(Main.class).error("An error of the program itself", e);
        return "This is an error of the program itself; to report it, send what is logged above.";
    }

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[]{"Threat Cards " + (version == null ? "(not packaged)" : version)};
        }
    }
}
