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
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

import dev.threatcards.ThreatCards;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.error.SourceException;
import dev.threatcards.text.IoReason;
import dev.threatcards.web.ServerException;

/** The command {@code threat-cards}. */
@Command(name = "threat-cards", addMethodSubcommands = false, mixinStandardHelpOptions = true, versionProvider = Main.Version.class, description = "Faceted search over threat-actor cards.", synopsisSubcommandLabel = "COMMAND", footer = {
        "", "Example:", "  threat-cards serve", "", "Help on a command: threat-cards COMMAND --help"})
public final class Main {

    /** Lucene's log, once it is quiet. Held here, or what it was told would be forgotten. */
    private static final CompletableFuture<Logger> LUCENE = new CompletableFuture<>();

    private static final List<Class<?>> COMMANDS = List.of(ServeCommand.class, IngestCommand.class, SearchCommand.class,
            ShowCommand.class, DoctorCommand.class, ResolveCommand.class, ScanCommand.class, FetchCommand.class,
            ExportCommand.class, McpCommand.class, RehearseCommand.class);

    /** The variable of the environment that has errors of the program shown with where they come from. */
    private static final String TRACE = "THREAT_CARDS_TRACE";

    private Main() {
    }

    /** Runs the command that the arguments name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // All that is written here is English; what libraries write, a progress bar or a log, has its numbers and dates by this.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        // What it has to say, a failed start, is told in a sentence here.
        System.setProperty("org.slf4j.simpleLogger.log.io.javalin.Javalin", "off");
        // Jetty would start the platform's management to find out how long a line of the processor's cache is in references.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // One line for what the index has to say, of which java.util.logging would make two.
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT%1$tz %4$s %5$s%6$s%n");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ssXXX");
        Thread.ofPlatform().daemon().name("prepare").start(Main::prepare);
        System.exit(executeWithin(arguments));
    }

    /** What takes a while and can be done beside the reading of the arguments. */
    private static void prepare() {
        try {
            Logger lucene = Logger.getLogger("org.apache.lucene");
            // It says at start-up that a module is missing which would gain nothing here.
            lucene.setLevel(Level.SEVERE);
            LUCENE.complete(lucene);
        } finally {
            // Whatever went wrong, the command must not wait for it.
            LUCENE.complete(null);
        }
        ThreatCards.prepare();
    }

    private static int executeQuietly(ParseResult parsed) {
        LUCENE.join();
        return new RunLast().execute(parsed);
    }

    /** A source that takes more memory than there is costs the command, and is told in a sentence. */
    private static int executeWithin(String... arguments) {
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
                .setExecutionStrategy(Main::executeQuietly);
        if (Arguments.areLost(arguments)) {
            tell(Arguments.LOST, commands);
            return ExitCode.WRONG_USAGE;
        }
        int exit = commands.execute(arguments);
        out.flush();
        return written.failure().map(e -> unwritten(new OutputException("standard output", e), exit, commands))
                .orElse(exit);
    }

    /** What a command ends with whose output was lost: never as if all were well. */
    private static int unwritten(OutputException e, int exit, CommandLine command) {
        if (e.isBrokenPipe()) {
            return ExitCode.BROKEN_PIPE;
        }
        tell(e.getMessage(), command);
        return exit == ExitCode.DONE || exit == ExitCode.SOME_REJECTED ? ExitCode.FAILED : exit;
    }

    private static void tell(String sentence, CommandLine command) {
        command.getErr().println(Ansi.AUTO.text("@|red threat-cards:|@ ") + Printable.text(sentence));
    }

    /** The command that is called, or all where that is not clear: reading what a command takes is slower than a search. */
    static CommandLine commands(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commands = new CommandLine(new Main());
        List<Class<?>> called = COMMANDS.stream()
                // By the class, since to read an annotation of each takes longer than all else here.
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

    /** What is wrong with the arguments, what was meant perhaps, and where to read on: a line, not the whole usage. */
    private static int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String meant = e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?"
                : ".";
        command.getErr().println(Ansi.AUTO.text("@|red threat-cards:|@ ") + e.getMessage() + meant + " See: "
                + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.WRONG_USAGE;
    }

    /** What a person can do something about, in one sentence; never a stack trace. */
    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof OutputException unwritten) {
            return unwritten(unwritten, ExitCode.DONE, command);
        }
        tell(sentence(e), command);
        return e instanceof InvalidQueryException ? ExitCode.WRONG_USAGE : ExitCode.FAILED;
    }

    private static String sentence(Exception e) {
        return switch (e) {
            case SourceException known -> known.getMessage();
            case IndexException known -> known.getMessage();
            case ServerException known -> known.getMessage();
            case InvalidQueryException known -> known.getMessage();
            case SearchTimeoutException known -> known.getMessage();
            case UncheckedIOException io -> IoReason.of("Reading or writing failed", io.getCause());
            case IOException io -> IoReason.of("Reading or writing failed", io);
            case InvalidPathException path -> "Not a file's name: " + path.getInput() + " (" + IoReason.of(path) + ").";
            default -> unexpected(e);
        };
    }

    /** An error of the program itself, which only its authors can do something about. */
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
