package dev.threatcards.source.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Card;
import dev.threatcards.error.SourceException;
import dev.threatcards.source.CardSources;
import dev.threatcards.source.ReadCards;
import dev.threatcards.source.TextDecoder;
import dev.threatcards.source.fetch.StubSite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Text in every encoding that files come in, in every form of cards. */
final class TextEncodingTest {

    private static final String UUID = "11111111-2222-4333-8444-555555555555";

    private static final List<String> ENCODINGS = List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE");

    @TempDir
    private Path folder;

    /** A card of the actor "Zö猫" in every form. */
    private static List<String> forms() {
        return List.of("{\"values\": [{\"actor\": \"Zö猫\", \"uuid\": \"" + UUID + "\"}]}",
                "{\"actor\": \"Zö猫\", \"uuid\": \"" + UUID + "\"}",
                "{\"id\":\"" + UUID + "\",\"kind\":\"actor\",\"name\":\"Zö猫\",\"collection\":\"x\"}\n",
                "{\"category\": \"actor\", \"values\": [{\"value\": \"Zö猫\", \"uuid\": \"" + UUID + "\"}]}",
                "{\"type\": \"bundle\", \"objects\": [{\"type\": \"intrusion-set\", \"id\": \"intrusion-set--" + UUID
                        + "\", \"name\": \"Zö猫\"}]}",
                "uuid,kind,collection,name,field,value\r\n" + UUID + ",actor,x,Zö猫,names,Zö猫\r\n",
                "<html><head><title>All groups - x</title></head><body><table><tr><td class=\"thead\">n</td></tr>"
                        + "<tr><td></td><td><a href=\"/cgi-bin/showcard.cgi?g=x\">Zö猫</a></td><td></td></tr></table>",
                "<html><h3>APT group: Zö猫</h3><table><tr><td>Names</td><td>Zö猫</td></tr></table>",
                "## APT group: Zö猫\r\n\r\nNames\tZö猫 ( <i>Acme</i> )\r\n");
    }

    private static Stream<Arguments> formsAndEncodings() {
        return forms().stream().flatMap(form -> ENCODINGS.stream()
                .flatMap(encoding -> Stream.of(true, false).map(mark -> Arguments.of(form, encoding, mark))));
    }

    private ReadCards read(byte[] content) throws IOException {
        ReadCards read = new ReadCards();
        CardSources.read(List.of(Files.write(folder.resolve("content"), content).toString()), read);
        return read;
    }

    private static byte[] bytes(String text, String encoding, boolean mark) {
        return ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(encoding));
    }

    @ParameterizedTest
    @MethodSource("formsAndEncodings")
    void everyFormIsReadInEveryEncoding(String form, String encoding, boolean mark) throws IOException {
        ReadCards read = read(bytes(form, encoding, mark));
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Zö猫");
    }

    @ParameterizedTest
    @MethodSource("formsAndEncodings")
    void everyFormIsReadOutOfArchivesInEveryEncoding(String form, String encoding, boolean mark) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("inner.gz"));
            GZIPOutputStream gzip = new GZIPOutputStream(zip);
            gzip.write(bytes(form, encoding, mark));
            gzip.finish();
            zip.closeEntry();
        }
        ReadCards read = read(archive.toByteArray());
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Zö猫");
    }

    @Test
    void whatIsAtAnAddressIsReadInItsEncoding() throws IOException {
        try (StubSite site = new StubSite()) {
            site.mishap("/deck", exchange -> {
                byte[] deck = bytes(forms().getFirst(), "UTF-16LE", true);
                exchange.sendResponseHeaders(200, deck.length);
                exchange.getResponseBody().write(deck);
            });
            ReadCards read = new ReadCards();
            CardSources.read(List.of(site.address() + "/deck"), read);
            assertThat(read.cards).extracting(Card::name).containsExactly("Zö猫");
        }
    }

    @Test
    void textOfAnOlderEncodingIsReadAndTold() throws IOException {
        for (String form : List.of(forms().get(5), forms().get(6), forms().get(7), forms().get(8))) {
            ReadCards read = read(form.replace("猫", "ß").getBytes(Charset.forName("windows-1252")));
            assertThat(read.cards).as(form).extracting(Card::name).containsExactly("Zöß");
            assertThat(read.rejects).singleElement()
                    .satisfies(reject -> assertThat(reject.reason()).contains("windows-1252", "not in UTF-8"));
        }
    }

    @Test
    void anEncodingThatAPageDeclaresIsTaken() throws IOException {
        ReadCards read = read(
                forms().get(7).replace("猫", "\u0416").replace("<html>", "<html><meta charset=windows-1251>")
                        .replace("ö", "\u044E").getBytes(Charset.forName("windows-1251")));
        assertThat(read.cards).extracting(Card::name).containsExactly("Z\u044E\u0416");
        assertThat(read.rejects).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void whatIsSaidOfBytesOfUtf16SaysWhichBytesAreMeant(String charset) throws IOException {
        String deck = "\uFEFF{\"values\": [{\"actor\": \"Z?\", \"uuid\": \"" + UUID
                + "\"}, {\"actor\": \"Plain\", \"uuid\": \"" + UUID.replace('1', '9') + "\"}]}";
        byte[] bytes = deck.getBytes(Charset.forName(charset));
        int half = 2 * deck.indexOf('?');
        bytes[charset.endsWith("LE") ? half + 1 : half] = (byte) 0xD8;
        ReadCards read = read(bytes);
        assertThat(read.cards).extracting(Card::name).containsExactly("Plain");
        assertThat(read.rejects).singleElement()
                .satisfies(reject -> assertThat(reject.reason()).contains("converted from " + charset));
    }

    @Test
    void jsonInAnOlderEncodingCostsTheCardsThatHaveItsBytes() throws IOException {
        String deck = "{\"values\": [{\"actor\": \"Zö\", \"uuid\": \"" + UUID
                + "\"}, {\"actor\": \"Plain\", \"uuid\": \"" + UUID.replace('1', '9') + "\"}]}";
        ReadCards read = read(deck.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(read.cards).extracting(Card::name).containsExactly("Plain");
        assertThat(read.rejects).singleElement().satisfies(reject -> {
            assertThat(reject.place()).isEqualTo("/values/0");
            assertThat(reject.reason()).contains("not JSON in UTF-8", "byte 24", "f6");
        });
    }

    @Test
    void malformedBytesCostTheirCardAloneInTextAndTables() throws IOException {
        String text = "## APT group: Zöé\n\nNames\tZöé\n## APT group: Bad\n\nNames\tBad~\n## APT group: Good\n\nNames\tGood\n";
        String table = "uuid,kind,collection,name,field,value\n1" + UUID.substring(1) + ",actor,x,Zöé,names,Zöé\n2"
                + UUID.substring(1) + ",actor,x,Bad,names,Bad~\n3" + UUID.substring(1) + ",actor,x,Good,names,Good\n";
        for (String form : List.of(text, table)) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == '~' ? (byte) 0xFF : bytes[i];
            }
            ReadCards read = read(bytes);
            assertThat(read.cards).extracting(Card::name).containsExactly("Zöé", "Good");
            assertThat(read.rejects).singleElement()
                    .satisfies(reject -> assertThat(reject.reason()).contains("no UTF-8"));
        }
    }

    private static Stream<Arguments> noText() {
        return Stream.of(Arguments.of("%PDF-1.7", "a PDF"), Arguments.of("\u0089PNG", "a PNG image"),
                Arguments.of("\u007FELF", "a program"), Arguments.of("PK\u0003\u0004", "a zip archive"),
                Arguments.of("\u001F\u008B\b", "a gzip archive"),
                Arguments.of("\u00FF\u00D8\u00FF\u00E0", "a JPEG image"), Arguments.of("\u00FD7zXZ\0", "an xz archive"),
                Arguments.of("7z\u00BC\u00AF'\u001C", "a 7z archive"), Arguments.of("a\0\u0001\u0002\u0003", "no text"),
                Arguments.of("\u0001\u0002\u0003", "no text"));
    }

    @ParameterizedTest
    @MethodSource("noText")
    void whatIsNoTextIsToldAsWhatItIs(String content, String told) {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TextDecoder.decode(bytes, "report")).isInstanceOf(SourceException.class)
                .hasMessageStartingWith("report is no text").hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aTextIsDecodedWithoutItsMark(String encoding) {
        String text = "Сообщение о Fancy Bear\nи Turla: 猫\n";
        for (boolean mark : new boolean[]{true, false}) {
            TextDecoder.Decoded decoded = TextDecoder.decode(bytes(text, encoding, mark), "report");
            assertThat(decoded.text()).isEqualTo(text);
            assertThat(decoded.encoding()).isEqualTo(encoding);
            assertThat(decoded.assumed()).isFalse();
        }
    }

    @Test
    void damagedTextStaysText() {
        byte[] bytes = "Żółć i \u0001 Turla".replace('\u0001', '~').getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('~')] = (byte) 0xFF;
        assertThat(TextDecoder.decode(bytes, "report").text()).isEqualTo("Żółć i \uFFFD Turla");
        assertThat(TextDecoder.decode("Müller".getBytes(StandardCharsets.ISO_8859_1), "report"))
                .isEqualTo(new TextDecoder.Decoded("Müller", "windows-1252", true));
        assertThat(TextDecoder.decode(new byte[0], "report").text()).isEmpty();
    }

    @Test
    void halfACharacterAtTheEndIsNoCharacter() {
        byte[] bytes = bytes("Turla", "UTF-16LE", true);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertThat(TextDecoder.decode(cut, "report").text()).isEqualTo("Turl\uFFFD");
    }
}
