package dev.threatcards.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds URLs, host names, e-mail addresses, file paths and file names in a text, as they are or defanged. Reports defang indicators so
 * that nobody follows them by accident:
 *
 * <pre>
 * hxxps://evil[.]example/a   hxxp[:]//evil(.)com   evil[dot]com   192.0.2[.]1   user[@]evil[.]com
 * </pre>
 *
 * <p>Within such a region a word is a part of an address, not a name that the author writes. Pure functions; the time is linear in the
 * length of the text.
 */
public final class Indicators {

    /** What a region of a text is. */
    public enum Kind {
        /** An address with a scheme or a path: {@code hxxps://evil[.]com/a}, {@code evil.com/a}. */
        URL,
        /** A host name or an IPv4 address, with a port or without. */
        HOST, EMAIL,
        /** Folders and a file, a registry key or a pipe: {@code C:\Temp\a.exe}, {@code /usr/bin/a}, {@code HKLM\Software}. */
        PATH,
        /** A file name without its folder: {@code a.exe}. */
        FILE
    }

    /**
     * A region of a text.
     *
     * @param start the offset of its first UTF-16 code unit
     * @param end the offset after its last
     * @param defanged whether it is written so that it cannot be followed by accident
     */
    public record Region(Kind kind, int start, int end, boolean defanged) {
    }

    // A dot, as it is or in brackets: . [.] (.) {.} [dot] (dot) {dot}
    private static final String DOT = "(?:\\.|\\[\\.\\]|\\(\\.\\)|\\{\\.\\}|(?i:\\[dot\\]|\\(dot\\)|\\{dot\\}))";

    // The same for the sign between user and host.
    private static final String AT = "(?:@|\\[@\\]|\\(@\\)|\\{@\\}|(?i:\\[at\\]|\\(at\\)|\\{at\\}))";

    private static final String COLON = "(?:\\[:\\]|\\(:\\)|:)";

    private static final String LABEL = "[\\p{L}\\p{N}_][\\p{L}\\p{N}_-]{0,62}+";

    // Two labels at least; the last one is captured.
    private static final Pattern HOST = Pattern.compile(LABEL + "(?:" + DOT + "(" + LABEL + ")){1,15}+");

    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}_.%+-]{1,64}+" + AT);

    // http, hxxp, hXXps, h**p, any other scheme, and "://", "[:]//", "[://]", ":\/\/", with or without brackets around the slashes.
    private static final Pattern SCHEME = Pattern.compile("(?i:h(?:[*_x-]{2}|tx|xt)ps?|[a-z][a-z0-9+.-]{1,19}+)(?:"
            + COLON + "(?:\\[?//\\]?|\\\\/\\\\/)|\\[://\\]?)");

    private static final Pattern DEFANGED_SCHEME = Pattern
            .compile("(?i)h(?:[*_x-]{2}|tx|xt)ps?\\W.*|[a-z0-9+.-]++(?!://).*", Pattern.DOTALL);

    private static final Pattern PORT = Pattern.compile(COLON + "\\d{1,5}+(?!\\d)");

    private static final Pattern IP = Pattern.compile("\\d{1,3}(?:" + DOT + "\\d{1,3}){3}");

    private static final Pattern DEFANGED = Pattern.compile("[\\[({](?i:\\.|@|:|/|dot|at)");

    // C:\, \\host, \\.\, %TEMP%\, $env:TEMP\, HKLM\, and any folder that a backslash follows.
    private static final Pattern BACKSLASHES = Pattern.compile(
            "(?:[A-Za-z]:\\\\|\\\\\\\\[.?]?|%\\w{1,30}+%\\\\|\\$\\w{1,10}+:\\w{1,30}+\\\\|[\\p{L}\\p{N}_.-]{1,64}+\\\\)"
                    + "(?=[\\p{L}\\p{N}.%${\\\\~-])");

    // A further part of such a path; a space only before a further backslash, as in "C:\Program Files\".
    private static final Pattern PART = Pattern.compile(
            "\\\\*(?:[^\\s\\\\/:*?\"<>|,;]{1,100}(?: [^\\s\\\\/:*?\"<>|,;]{1,100}){1,4}(?=\\\\)|[^\\s\\\\/:*?\"<>|,;]{1,200}+)");

    // /usr/bin, ~/Library/x, ./a/b: two parts at least.
    private static final Pattern SLASHES = Pattern.compile("(?:~|\\.{1,2})?(?:/[\\p{L}\\p{N}_.@%+-]{1,100}+){2,30}+/?");

    private static final Pattern MORE_SLASHES = Pattern.compile("(?:/[\\p{L}\\p{N}_.@%+-]{1,100}+)++/?");

    /** What may end a sentence or close a bracket after an address. */
    private static final String TRAILING = ".,;:!?'\"*_`\u2019\u201D\u2026";

    private static final String OPENING = "([{<";
    private static final String CLOSING = ")]}>";

    /** Top-level domains that are common and do not stand for a country; others count only where the host is defanged. */
    private static final Set<String> TOP_LEVEL = topLevel(
            "com net org info biz name edu gov mil int arpa onion xyz top site online club shop store app dev cloud live life pro"
                    + " space tech website work world link click icu buzz fun host news press run today services center email"
                    + " network systems support solutions digital agency media social studio zone group vip win bid loan men"
                    + " party review stream trade download gdn asia mobi tel jobs travel cat coop museum aero wiki blog page"
                    + " eu su uk example test invalid local localhost internal lan");

    /** Extensions of programs, scripts, documents and archives. */
    private static final Set<String> EXTENSIONS = Set.of(
            ("exe dll sys ocx scr cpl drv bin dat tmp log ini cfg conf bat cmd ps1 psm1 vbs vbe js jse wsf hta jar class war py pyc sh"
                    + " php asp aspx jsp html htm xml json txt csv rtf doc docx docm dot dotm xls xlsx xlsm xlsb ppt pptx pptm pdf"
                    + " lnk url chm msi msp zip rar 7z gz tar tgz cab iso img vhd apk ipa dex so dylib elf ko macho pdb png jpg"
                    + " jpeg gif bmp ico db sqlite reg inf mof yar yara pcap eml msg").split(" "));

    // Signs of regions in a word: of a host or file name, an e-mail address, a scheme, a path.
    private static final int DOTS = 1;
    private static final int ATS = 2;
    private static final int SCHEMES = 4;
    private static final int BACKSLASH = 8;
    private static final int SLASH = 16;

    private Indicators() {
    }

    private static Set<String> topLevel(String generic) {
        Set<String> all = new HashSet<>(List.of(generic.split(" ")));
        Arrays.stream(Locale.getISOCountries()).map(country -> country.toLowerCase(Locale.ROOT)).forEach(all::add);
        return Set.copyOf(all);
    }

    /**
     * The regions of a text.
     *
     * @param text any text; never null
     * @return in the order of the text, without overlaps; unmodifiable
     */
    public static List<Region> in(String text) {
        Objects.requireNonNull(text, "text");
        List<Region> regions = new ArrayList<>();
        Scan scan = new Scan(text);
        int from = 0;
        while (from < text.length()) {
            int end = from;
            int signs = 0;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                signs |= sign(text, end);
                end++;
            }
            // A path with spaces may end after the word.
            from = (signs == 0 ? end : scan.word(from, end, signs, regions)) + 1;
        }
        return List.copyOf(regions);
    }

    private static boolean isSpace(char character) {
        return character <= ' ' || character == '\u00A0' || (character > '\u007F' && Character.isWhitespace(character));
    }

    /** What the character may be a sign of, for words that have a region of that kind; most words have none. */
    private static int sign(String text, int at) {
        char character = text.charAt(at);
        if (character >= 'a' && character <= 'z') {
            return 0;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return switch (character) {
            case '.' -> isLabel(next) && at > 0 && isLabel(text.charAt(at - 1)) ? DOTS : 0;
            case '@' -> ATS;
            case ':' -> next == '/' || next == '\\' || next == '[' ? SCHEMES : 0;
            case '\\' -> BACKSLASH;
            case '/' -> isLabel(next) ? SLASH : 0;
            case '[', '(', '{' -> switch (next) {
                case '.', 'd', 'D' -> DOTS;
                case '@', 'a', 'A' -> ATS;
                case ':' -> SCHEMES;
                default -> 0;
            };
            default -> 0;
        };
    }

    private static boolean isLabel(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    /** The matchers for one text. Not thread-safe. */
    private static final class Scan {
        private final String text;
        private final Matcher scheme;
        private final Matcher user;
        private final Matcher host;
        private final Matcher port;
        private final Matcher backslashes;
        private final Matcher part;
        private final Matcher slashes;
        private final Matcher moreSlashes;

        Scan(String text) {
            this.text = text;
            this.scheme = matcher(SCHEME);
            this.user = matcher(USER);
            this.host = matcher(HOST);
            this.port = matcher(PORT);
            this.backslashes = matcher(BACKSLASHES);
            this.part = matcher(PART);
            this.slashes = matcher(SLASHES);
            this.moreSlashes = matcher(MORE_SLASHES);
        }

        private Matcher matcher(Pattern pattern) {
            return pattern.matcher(text).useTransparentBounds(true);
        }

        private static boolean at(int start, int end, Matcher matcher) {
            return matcher.region(start, end).lookingAt();
        }

        /** Adds the regions that begin in a word, and returns the end of the word or of its last region. */
        int word(int start, int end, int signs, List<Region> regions) {
            int at = start;
            while (at < end) {
                int next = isStart(start, at) ? region(at, end, signs, regions) : at;
                if (next > at) {
                    at = next;
                } else {
                    at++;
                    while (at < end && isLabel(text.charAt(at - 1)) && isLabel(text.charAt(at))) {
                        at++;
                    }
                }
            }
            return at;
        }

        private boolean isStart(int word, int at) {
            char character = text.charAt(at);
            boolean sign = "/\\%~.$".indexOf(character) >= 0;
            return at == word || ((sign ? text.charAt(at - 1) != character : isLabel(character))
                    && !isLabel(text.charAt(at - 1)));
        }

        /** Adds the region that begins there, and returns where to go on: its end, the end of what is none, or the same place. */
        private int region(int at, int end, int signs, List<Region> regions) {
            if ((signs & SCHEMES) != 0 && at(at, end, scheme)) {
                int last = trimmed(scheme.end(), closing(scheme.end(), end));
                if (last > scheme.end()) {
                    return add(Kind.URL, at, last, regions);
                }
            }
            if ((signs & ATS) != 0 && at(at, end, user) && at(user.end(), end, host) && isHost(user.end())) {
                return add(Kind.EMAIL, at, host.end(), regions);
            }
            if ((signs & BACKSLASH) != 0 && at(at, end, backslashes)) {
                return add(Kind.PATH, at, trimmed(at, path(backslashes.end())), regions);
            }
            if ((signs & SLASH) != 0 && "/~.".indexOf(text.charAt(at)) >= 0 && at(at, end, slashes)) {
                return add(Kind.PATH, at, trimmed(at, slashes.end()), regions);
            }
            return (signs & (DOTS | ATS)) != 0 && at(at, end, host) ? dotted(at, end, regions) : at;
        }

        private int dotted(int at, int end, List<Region> regions) {
            int last = host.end();
            String extension = host.group(1).toLowerCase(Locale.ROOT);
            boolean file = EXTENSIONS.contains(extension) && !TOP_LEVEL.contains(extension);
            if (!file && isHost(at)) {
                int behind = at(last, end, port) ? port.end() : last;
                boolean path = at(behind, end, moreSlashes) || (behind < end && text.charAt(behind) == '/')
                        || text.startsWith("[/]", behind);
                return path
                        ? add(Kind.URL, at, trimmed(behind, closing(behind, end)), regions)
                        : add(Kind.HOST, at, behind, regions);
            }
            if (EXTENSIONS.contains(extension)) {
                return add(Kind.FILE, at, last, regions);
            }
            return last;
        }

        /** Whether what the host's pattern matched is a host: an address, a known top-level domain, or defanged. */
        private boolean isHost(int start) {
            String whole = text.substring(start, host.end());
            if (IP.matcher(whole).matches()) {
                return true;
            }
            String last = host.group(1);
            boolean written = last.equals(last.toLowerCase(Locale.ROOT))
                    || whole.equals(whole.toUpperCase(Locale.ROOT));
            return DEFANGED.matcher(whole).find()
                    ? last.length() > 1 || Character.isDigit(last.charAt(0))
                    : written && TOP_LEVEL.contains(last.toLowerCase(Locale.ROOT));
        }

        /** The end of a path, which may go on behind a space. */
        private int path(int from) {
            int at = from;
            while (at(at, text.length(), part)) {
                at = part.end();
            }
            return at < text.length() && text.charAt(at) == '\\' ? at + 1 : at;
        }

        /** The end of an address: the end of the word, or what cannot be in an address. */
        private int closing(int from, int end) {
            int at = from;
            while (at < end && "<>\"\u201C\u201D\u00AB\u00BB|".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return at;
        }

        /** The end without punctuation, and without brackets that were opened before the address. */
        private int trimmed(int start, int end) {
            int open = 0;
            for (int i = start; i < end; i++) {
                open += OPENING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
                open -= CLOSING.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
            }
            int last = end;
            while (last > start) {
                char character = text.charAt(last - 1);
                boolean closes = open < 0 && CLOSING.indexOf(character) >= 0;
                if (!closes && TRAILING.indexOf(character) < 0) {
                    break;
                }
                open += closes ? 1 : 0;
                last--;
            }
            return last;
        }

        private int add(Kind kind, int start, int end, List<Region> regions) {
            if (end <= start) {
                return start;
            }
            String written = text.substring(start, end);
            boolean web = kind != Kind.PATH && kind != Kind.FILE;
            regions.add(new Region(kind, start, end, web && (DEFANGED.matcher(written).find() || (kind == Kind.URL
                    && at(start, end, scheme) && DEFANGED_SCHEME.matcher(scheme.group()).matches()))));
            return end;
        }
    }
}
