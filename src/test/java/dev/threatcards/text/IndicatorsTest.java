package dev.threatcards.text;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class IndicatorsTest {

    private static final String NONE = "none";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            See https://otter.example/blue?a=1.               | URL https://otter.example/blue?a=1
            See hxxps://otter[.]example/blue, and             | URL* hxxps://otter[.]example/blue
            hXXp[:]//otter.com                                | URL* hXXp[:]//otter.com
            hxxp://192.0.2[.]7:8080/a                         | URL* hxxp://192.0.2[.]7:8080/a
            http[://]otter.com/a                              | URL* http[://]otter.com/a
            h**p://otter.com                                  | URL* h**p://otter.com
            ftp://otter.com/x                                 | URL ftp://otter.com/x
            (https://otter.com/a_(b))                         | URL https://otter.com/a_(b)
            [Blue Otter](https://otter.com/a).                | URL https://otter.com/a
            <a href="http://otter.com/a">                     | URL http://otter.com/a
            otter[.]com/gate.php                              | URL* otter[.]com/gate.php
            otter.com/gate.php                                | URL otter.com/gate.php
            http://[2001:db8::1]/a                            | URL http://[2001:db8::1]/a
            the host otter.com.                               | HOST otter.com
            the host cdn.otter[.]co[.]uk,                     | HOST* cdn.otter[.]co[.]uk
            the host otter(.)com)                             | HOST* otter(.)com
            the host otter[dot]anything                       | HOST* otter[dot]anything
            the host otter{.}com:443                          | HOST* otter{.}com:443
            OTTER.COM                                         | HOST OTTER.COM
            192.0.2.7 and 192.0.2[.]8                         | HOST 192.0.2.7; HOST* 192.0.2[.]8
            müller[.]de                                       | HOST* müller[.]de
            blue@otter.com                                    | EMAIL blue@otter.com
            blue.otter[@]otter[.]com                          | EMAIL* blue.otter[@]otter[.]com
            blue[at]otter[dot]com                             | EMAIL* blue[at]otter[dot]com
            mailto:blue@otter.com                             | EMAIL blue@otter.com
            C:\\Windows\\System32\\otter.dll is               | PATH C:\\Windows\\System32\\otter.dll
            C:\\Program Files\\Blue Otter\\otter.exe is       | PATH C:\\Program Files\\Blue Otter\\otter.exe
            \\\\.\\mailslot\\otter and                        | PATH \\\\.\\mailslot\\otter
            \\\\.\\mailslot\\ and                             | PATH \\\\.\\mailslot\\
            %APPDATA%\\otter\\a.exe,                          | PATH %APPDATA%\\otter\\a.exe
            HKLM\\Software\\Otter.                            | PATH HKLM\\Software\\Otter
            DOMAIN\\otter                                     | PATH DOMAIN\\otter
            /usr/local/otter and                              | PATH /usr/local/otter
            ~/Library/otter.plist                             | PATH ~/Library/otter.plist
            the file otter.exe.                               | FILE otter.exe
            otter32[.]exe                                     | FILE otter32[.]exe
            "otter.tar.gz"                                    | FILE otter.tar.gz
            Blue Otter/Red Otter                              | none
            and/or                                            | none
            i.e. the U.S. otter                               | none
            the group.The next                                | none
            Kazuar.NET                                        | none
            win.otter                                         | none
            Otter 2.0.1                                       | none
            MSIL/Otter.A                                      | none
            Otter [1] (2) {3}                                 | none
            Blue\\_Otter                                      | none
            http://                                           | none
            """)
    void regionsAreFoundWithTheirKind(String text, String wanted) {
        String plain = text.strip();
        String found = Indicators.in(plain).stream().map(region -> region.kind() + (region.defanged() ? "* " : " ")
                + plain.substring(region.start(), region.end())).collect(Collectors.joining("; "));
        assertThat(found.isEmpty() ? NONE : found).isEqualTo(wanted);
    }

    @Test
    void regionsAreInOrderAndDoNotOverlap() {
        String text = "C:\\a b\\c.exe http://a.com,http://b.com/C:\\x d@e.com/f /g/h.i/j.com otter[.]com\\k "
                .repeat(20);
        List<Indicators.Region> regions = Indicators.in(text);
        assertThat(regions).isNotEmpty();
        for (int i = 1; i < regions.size(); i++) {
            assertThat(regions.get(i).start()).isGreaterThanOrEqualTo(regions.get(i - 1).end());
        }
    }

    @ParameterizedTest
    @CsvSource({"a.", "a@", "a\\", "/a", "a[.]", "h", "x:", "http://", "..", "[", "a-", "%a%\\", "a b\\", "/", "."})
    void hostileTextTakesLinearTime(String unit) {
        String text = unit.repeat(2_000_000 / unit.length());
        long start = System.nanoTime();
        Indicators.in(text);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
