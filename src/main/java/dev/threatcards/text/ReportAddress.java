package dev.threatcards.text;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.threatcards.text.Indicators.Region;

/**
 * The address of a page on the web, such as a report, in a normal form: two ways to write the address of one page are equal. These say
 * nothing about the page, and are not in the normal form:
 * <ul>
 * <li>the scheme, a user, a default port, {@code www.}, the case of the host, a slash at the end, and the fragment, unless it is a path
 * ({@code #/a}, {@code #!a}),
 * <li>defanging: {@code hxxps[:]//example[.]org}, {@code example(dot)org},
 * <li>parameters that tell where a visitor comes from, such as {@code utm_source}, and the order of the others,
 * <li>percent-encoding of what needs none,
 * <li>the Internet Archive, or a redirecting page, in front of the address.
 * </ul>
 * Immutable.
 *
 * @param key the normal form: host, path and parameters, such as {@code example.org/report?id=5}
 */
public record ReportAddress(String key) {

    /** The longest text that is read as an address, in characters; that of most browsers. */
    private static final int LONGEST = 4_000;

    // An address may be wrapped several times. More often is an attempt to keep this class busy.
    private static final int WRAPPERS = 3;

    private static final Pattern ADDRESS_WITH_SCHEME = Pattern.compile("(?i)https?://\\S");

    // An address within a text: up to white space, a quote or an angle bracket.
    private static final Pattern IN_TEXT = Pattern.compile("(?i)https?://[^\\s<>\"”“]+");

    private static final Pattern DEFANGED_SCHEME = Pattern
            .compile("(?i)^h(?:tt|[*_x-]{2}|tx|xt)p(s?)(?:(?:\\[:]|\\(:\\)|:)(?:\\[?//]?|\\\\/\\\\/)|\\[://])");
    private static final Pattern DEFANGED_DOT = Pattern
            .compile("(?i)\\[(?:\\.|dot)]|\\((?:\\.|dot)\\)|\\{(?:\\.|dot)\\}");
    private static final Pattern DEFANGED_SLASH = Pattern.compile("\\[/]|\\\\/");
    private static final Pattern DEFANGED_COLON = Pattern.compile("\\[:]|\\(:\\)");

    private static final Pattern SCHEME = Pattern
            .compile("(?i)^(?:((?:https?:)?//|https?:/)/?|[a-z][a-z0-9+.-]*:/?/?(?!\\d))");

    // Host and port, then path, parameters and fragment.
    private static final Pattern PARTS = Pattern.compile("([^/?#\\\\]+)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");
    private static final Pattern AUTHORITY = Pattern.compile("(?:.*@)?([^@:]+?)\\.?(?::(\\d{0,5}))?");
    private static final Pattern HOST = Pattern.compile(
            "(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)|\\d{1,3}(?:\\.\\d{1,3}){3}");
    /** The length of "www.". */
    private static final int WWW = 4;

    private static final Set<String> DEFAULT_PORTS = Set.of("", "80", "443");

    // A copy of a page in the Internet Archive, of a day or of any; the group that matches is the address of the page.
    private static final String COPY = "(?:(?:\\d{1,14}|\\*)(?:[a-z]{2}_)?/)?";
    private static final Pattern ARCHIVED = Pattern
            .compile("(?i)(?:www\\.|web\\.|wayback\\.)?archive\\.org/(?:(?:web/)?" + COPY + "(https?:/.+)|web/" + COPY
                    + "((?:[a-z0-9-]+\\.)+[a-z]{2,}(?:[/?#:].*)?))");
    // A page that leads to the address in one of its parameters, as search engines and mail servers put it into links; group 1 is that.
    private static final Pattern REDIRECT = Pattern.compile(
            "(?i)(?:(?:www\\.)?google\\.[a-z.]{2,6}/url|[a-z0-9.-]+\\.safelinks\\.protection\\.outlook\\.com/[^?]*)\\?(?:[^#]*&)?(?:url|q)=(http[^&#]+).*");

    /** What the addresses have in them that lead to another. */
    private static final List<String> WRAPPING = List.of("archive.org/", "google.", "safelinks.");

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** What may stand before and behind an address in a text. */
    private static final String LEADING = "<([{\"'`\u201C\u201D\u2018\u2019\u00AB";
    private static final String TRAILING = ".,;:!?\"'`>\u201C\u201D\u2018\u2019\u00BB\u2026*_";

    private static final Pattern SESSION = Pattern.compile("(?i);jsessionid=[^/?#]*");
    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");

    /** Parameters by which sites, newsletters and advertisers count visitors, in lower case. */
    private static final Set<String> TRACKING = Set
            .of(("fbclid gclid gclsrc dclid yclid msclkid twclid ttclid wbraid gbraid igshid igsh"
                    + " li_fat_id s_kwcid mc_cid mc_eid mkt_tok mkcid _ga _gl hsctatracking ref_src ref_url __twitter_impression"
                    + " guccounter guce_referrer guce_referrer_sig elqtrack elqtrackid wt.mc_id ocid cmp cmpid ncid icid s_cid"
                    + " trk trkinfo hootpostid spm pk_campaign pk_kwd pk_source pk_medium _openstat").split(" "));
    private static final List<String> TRACKING_BEGINNINGS = List.of("utm_", "hsa_", "_hs", "__hs", "mtm_", "matomo_",
            "piwik_", "itm_", "vero_", "oly_", "stm_");

    public ReportAddress {
        Objects.requireNonNull(key, "key");
    }

    /**
     * The address that a text is, as it is or defanged, with a scheme or without, and with punctuation around it.
     *
     * @return empty if the text is no address of a page: if it has white space within, other than spaces behind a scheme, no host, or a scheme other than that of the web
     */
    public static Optional<ReportAddress> of(String text) {
        Objects.requireNonNull(text, "text");
        return text.length() > LONGEST ? Optional.empty() : of(text, WRAPPERS);
    }

    /**
     * The address that a word of running text is. A host alone, such as {@code example.org}, is none here, because that is more often an
     * indicator.
     */
    public static Optional<ReportAddress> ofWord(String word) {
        Objects.requireNonNull(word, "word");
        if (word.length() > LONGEST || word.indexOf('/') < 0) {
            return Optional.empty();
        }
        List<Region> regions = Indicators.in(word);
        boolean isUrl = regions.size() == 1 && regions.getFirst().kind() == Indicators.Kind.URL
                && regions.getFirst().start() <= 1;
        return isUrl ? of(word) : Optional.empty();
    }

    /** The addresses with a scheme in a running text, in their order, each with how it is written first, without punctuation behind it. */
    public static Map<ReportAddress, String> in(String text) {
        Objects.requireNonNull(text, "text");
        Map<ReportAddress, String> addresses = new LinkedHashMap<>();
        if (text.contains("://")) {
            IN_TEXT.matcher(text).results().map(MatchResult::group).filter(each -> each.length() <= LONGEST)
                    .map(ReportAddress::trimmed)
                    .forEach(each -> of(each).ifPresent(address -> addresses.putIfAbsent(address, each)));
        }
        return addresses;
    }

    private static Optional<ReportAddress> of(String written, int wrappers) {
        String text = withoutSpaces(refanged(trimmed(written)));
        Matcher scheme = SCHEME.matcher(text);
        boolean hasScheme = scheme.find();
        if ((hasScheme && scheme.group(1) == null) || text.chars().anyMatch(ReportAddress::isSeparator)) {
            return Optional.empty();
        }
        String address = hasScheme ? text.substring(scheme.end()) : text;
        Optional<String> wrapped = wrapped(address);
        if (wrapped.isPresent() && wrappers > 0) {
            return of(wrapped.get(), wrappers - 1);
        }
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches() || (!hasScheme && parts.group(1).indexOf('@') >= 0)) {
            return Optional.empty();
        }
        String path = encoded(SESSION.matcher(parts.group(2)).replaceAll(""));
        String rest = withoutSlashes(path) + query(parts.group(3)) + fragment(parts.group(4));
        return host(parts.group(1)).map(host -> new ReportAddress(host + rest));
    }

    /** An address with encoded spaces: parameters and browsers decode them. A text with two addresses stays as it is. */
    private static String withoutSpaces(String text) {
        int first = text.indexOf(' ');
        return first > 0 && ADDRESS_WITH_SCHEME.matcher(text).lookingAt() && text.indexOf("://", first) < 0
                ? text.replace(" ", "%20")
                : text;
    }

    private static boolean isSeparator(int character) {
        return Character.isWhitespace(character) || Character.isISOControl(character) || character == '\u00A0';
    }

    /** The text without white space, quotes, brackets and punctuation around it. Brackets that the address opens itself stay. */
    private static String trimmed(String text) {
        String bare = text.strip();
        int from = 0;
        while (from < bare.length() && LEADING.indexOf(bare.charAt(from)) >= 0) {
            from++;
        }
        int to = bare.length();
        // The brackets of each kind that are opened, less those that are closed.
        int[] open = new int[OPENING.length()];
        for (int i = from; i < to; i++) {
            count(bare.charAt(i), 1, open);
        }
        while (to > from) {
            char last = bare.charAt(to - 1);
            int kind = CLOSING.indexOf(last);
            boolean isUnopened = kind >= 0 && open[kind] < 0;
            if (!isUnopened && TRAILING.indexOf(last) < 0) {
                break;
            }
            count(last, -1, open);
            to--;
        }
        return bare.substring(from, to);
    }

    private static void count(char character, int step, int[] open) {
        int opened = OPENING.indexOf(character);
        int closed = CLOSING.indexOf(character);
        if (opened >= 0) {
            open[opened] += step;
        } else if (closed >= 0) {
            open[closed] -= step;
        }
    }

    private static String refanged(String text) {
        boolean isPlain = (text.startsWith("https://") || text.startsWith("http://"))
                && text.chars().noneMatch(character -> "[({\\&".indexOf(character) >= 0);
        if (isPlain) {
            return text;
        }
        String plain = DEFANGED_SCHEME.matcher(text).replaceFirst("http$1://");
        plain = DEFANGED_DOT.matcher(plain).replaceAll(".");
        plain = DEFANGED_SLASH.matcher(plain).replaceAll("/");
        return DEFANGED_COLON.matcher(plain).replaceAll(":").replace("&amp;", "&");
    }

    /** The address to which a copy in an archive or a redirecting page leads. */
    private static Optional<String> wrapped(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        if (WRAPPING.stream().noneMatch(lower::contains)) {
            return Optional.empty();
        }
        Matcher archived = ARCHIVED.matcher(address);
        if (archived.matches()) {
            return Optional.of(archived.group(1) == null ? archived.group(2) : archived.group(1));
        }
        Matcher redirect = REDIRECT.matcher(address);
        return redirect.matches() ? decoded(redirect.group(1)) : Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // An incomplete percent-encoding.
            return Optional.empty();
        }
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static Optional<String> host(String authority) {
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2) == null ? "" : parts.group(2);
        return ascii(parts.group(1))
                .map(host -> host.startsWith("www.") && host.indexOf('.', WWW) > 0 ? host.substring(WWW) : host)
                .filter(host -> HOST.matcher(host).matches())
                .map(host -> DEFAULT_PORTS.contains(port) ? host : host + ":" + port);
    }

    private static Optional<String> ascii(String host) {
        if (isAscii(host)) {
            return Optional.of(host.toLowerCase(Locale.ROOT));
        }
        try {
            return Optional.of(IDN.toASCII(host).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // No host name.
            return Optional.empty();
        }
    }

    private static String query(String parameters) {
        if (parameters == null) {
            return "";
        }
        String others = Arrays.stream(parameters.split("&", -1))
                .filter(each -> !each.isEmpty() && !isTracking(each.split("=", 2)[0])).map(ReportAddress::encoded)
                .sorted().collect(Collectors.joining("&"));
        return others.isEmpty() ? "" : "?" + others;
    }

    private static boolean isTracking(String parameter) {
        String name = parameter.toLowerCase(Locale.ROOT);
        return TRACKING.contains(name) || TRACKING_BEGINNINGS.stream().anyMatch(name::startsWith);
    }

    private static String fragment(String fragment) {
        boolean isPath = fragment != null && (fragment.startsWith("!") || fragment.startsWith("/"))
                && fragment.length() > 1;
        return isPath ? "#" + encoded(fragment) : "";
    }

    /** Encodes what is not ASCII, and nothing that needs no encoding; in upper case. */
    private static String encoded(String text) {
        if (text.indexOf('%') < 0 && isAscii(text)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each < 0) {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            } else {
                encoded.append((char) each);
            }
        }
        return ENCODED.matcher(encoded).replaceAll(octet -> Matcher.quoteReplacement(octet(octet)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    private static String octet(MatchResult octet) {
        char character = (char) HexFormat.fromHexDigits(octet.group(1));
        boolean isUnreserved = (character < '\u0080' && Character.isLetterOrDigit(character))
                || "-._~".indexOf(character) >= 0;
        return isUnreserved ? Character.toString(character) : octet.group().toUpperCase(Locale.ROOT);
    }

    /** The host, with its port if that is not the usual one. */
    public String host() {
        int end = Math.min(indexOf('/'), Math.min(indexOf('?'), indexOf('#')));
        return key.substring(0, end);
    }

    private int indexOf(char character) {
        int index = key.indexOf(character);
        return index < 0 ? key.length() : index;
    }

    /** An address that leads to the page, by https. */
    public String href() {
        return "https://" + key;
    }
}
