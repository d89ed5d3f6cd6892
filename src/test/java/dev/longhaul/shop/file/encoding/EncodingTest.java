package dev.longhaul.shop.file.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings are told apart by how the words of the file would read. */
class EncodingTest {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "German",
                    "Stühle für große Räume, Kissenbezug grün, Öltank, Bügelbrett höhenverstellbar, Weiß, Übertopf"),
            Map.entry(
                    "French",
                    "Crème brûlée, théière émaillée, boîte à épices, fenêtre, chaîne, garçon, noël, légère, près"),
            Map.entry(
                    "Spanish",
                    "Sartén pequeña, cortina baño, niño, sillón cómodo, algodón, España, cámara, teléfono móvil"),
            Map.entry("Italian", "Caffè, tè, qualità più alta, città, però, unità, perché"),
            Map.entry(
                    "Portuguese",
                    "Porção, almofada de algodão, pão, sofá três lugares, cartões, maçã, óculos, você, avó"),
            Map.entry("Dutch", "Geïsoleerde beker, coördinaten, tweeën, reünie, ideeën, coöperatie, poëzie, knieën"),
            Map.entry("Swedish", "Skål, köksträdgård, blå stövlar, målad fågel, kläder för små, björk, möbler på hjul"),
            Map.entry("Danish", "Køkken, blå børnestol, rød pude, æggebæger, grøn skål, møbel, lænestol"),
            Map.entry(
                    "Polish",
                    "Krzesło ogrodowe składane, stół dębowy duży, okrągły, żółty, łóżko, świecznik, poduszka błękitna, źródło"),
            Map.entry(
                    "Czech",
                    "Židle dřevěná, stůl kulatý, žlutý hrneček, příbor, skříň, čajník, lžíce nerezová, květináč, kožené křeslo"),
            Map.entry(
                    "Hungarian",
                    "Szék, kerek asztal fából, gyertyatartó, őszi takaró, kötött sál, tükör, fürdőköpeny, hűtőszekrény, csésze"),
            Map.entry("Turkish", "Ahşap sandalye, yuvarlak masa, çaydanlık, yeşil yastık, gümüş kaşık, ışık, bardağı"),
            Map.entry(
                    "Lithuanian", "Medinė kėdė, žalia pagalvė, šaukštas, ąžuolinis stalas, puodelių rinkinys, žvakidė"),
            Map.entry("Russian", "Стул деревянный, стол круглый из дуба, лампа зелёная, Подушка, кружка с рисунком"),
            Map.entry("Greek", "Ξύλινη καρέκλα, στρογγυλό τραπέζι, πράσινο μαξιλάρι, φλιτζάνι"));

    private static final String WESTERN =
            "windows-1252 ISO-8859-1 ISO-8859-15 x-MacRoman IBM850 UTF-8 UTF-16LE UTF-16BE";
    private static final String CENTRAL = "windows-1250 ISO-8859-2 IBM852 UTF-8 UTF-16LE";

    private static final Map<String, String> ENCODINGS = Map.ofEntries(
            Map.entry("German", WESTERN + " IBM437 windows-1250 windows-1254 windows-1257 ISO-8859-2 IBM852"),
            Map.entry("French", WESTERN + " IBM437 windows-1254 ISO-8859-9"),
            Map.entry("Spanish", WESTERN + " IBM437"),
            Map.entry("Italian", WESTERN + " IBM437"),
            Map.entry("Portuguese", WESTERN),
            Map.entry("Dutch", WESTERN),
            Map.entry("Swedish", WESTERN + " windows-1257"),
            Map.entry("Danish", WESTERN),
            Map.entry("Polish", CENTRAL),
            Map.entry("Czech", CENTRAL),
            Map.entry("Hungarian", CENTRAL),
            Map.entry("Turkish", "windows-1254 ISO-8859-9 UTF-8"),
            Map.entry("Lithuanian", "windows-1257 UTF-8"),
            Map.entry("Russian", "windows-1251 KOI8-R ISO-8859-5 IBM866 UTF-8 UTF-16LE UTF-16BE"),
            Map.entry("Greek", "windows-1253 ISO-8859-7 UTF-8"));

    static Stream<Arguments> languages() {
        return ENCODINGS.entrySet().stream().sorted(Map.Entry.comparingByKey()).flatMap(entry -> Stream.of(
                        entry.getValue().split(" ", -1))
                .map(charset -> Arguments.of(entry.getKey(), charset)));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("languages")
    void the_words_of_a_language_are_read_in_any_of_its_encodings(String language, String charset) throws Exception {
        List<String> words = List.of(Objects.requireNonNull(WORDS.get(language)).split(", ", -1));
        byte[] bytes = Files.bytes("sku;name\n1;" + String.join("\n1;", words) + "\n", charset);

        assertThat(Files.records(bytes)).extracting(record -> record.cell(1)).isEqualTo(words);
    }

    @ParameterizedTest(name = "words of {0} in {1}, a few at a time")
    @MethodSource("languages")
    void few_words_are_read_right_or_asked_about_or_said_to_be_assumed(String language, String charset)
            throws Exception {
        String[] words = Objects.requireNonNull(WORDS.get(language)).split(", ", -1);
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            String text = "sku;name\n1;" + words[random.nextInt(words.length)] + "\n2;"
                    + words[random.nextInt(words.length)] + "\n";
            byte[] bytes = Files.bytes(text, charset);
            List<String> read = new ArrayList<>();
            UnreadableFileException refusal = catchThrowableOfType(
                    UnreadableFileException.class,
                    () -> read.add(new String(bytes, Files.format(bytes).charset())));
            if (refusal != null) {
                assertThat(refusal.code()).isEqualTo("encoding-unclear");
            } else if (!Files.format(bytes).encodingAssumed()) {
                assertThat(read).first().isEqualTo(text);
            }
        }
    }

    @Test
    void one_french_word_does_not_become_czech() throws Exception {
        byte[] bytes = Files.bytes("sku,name\n1,crème\n", "windows-1252");

        assertThat(Files.records(bytes).get(0).cell(1)).isEqualTo("crème");
    }

    @Test
    void signs_between_words_tell_as_much_as_letters() throws Exception {
        byte[] bytes = Files.bytes("sku,name\n1,Lamp – 5 €\n2,20 °C\n3,“big” lamp\n4,Brand®\n", "windows-1252");

        assertThat(Files.records(bytes))
                .extracting(record -> record.cell(1))
                .containsExactly("Lamp – 5 €", "20 °C", "“big” lamp", "Brand®");
    }

    @Test
    void an_assumed_encoding_comes_with_what_the_others_would_make_of_its_words() throws Exception {
        TextFormat format = Files.format(Files.bytes("sku,name\n1,Señorita\n2,Niño\n", "windows-1252"));

        assertThat(format.encoding()).isEqualTo("windows-1252");
        assertThat(format.encodingAssumed()).isTrue();
        assertThat(format.otherReadings())
                .first()
                .isEqualTo(new TextFormat.OtherReading("windows-1250", List.of("Seńorita", "Nińo")));
    }

    @Test
    void an_alphabet_that_is_not_told_apart_here_is_assumed_where_it_is_known_elsewhere() throws Exception {
        TextFormat format = Files.format(Files.bytes(
                "sku,name\n1,שולחן עגול לסלון\n2,כיסא עץ מתקפל\n3,מנורה שחורה גדולה\n4,כרית ירוקה\n", "windows-1255"));

        assertThat(format.encoding()).isIn("windows-1255", "ISO-8859-8");
        assertThat(format.encodingAssumed()).isTrue();
    }

    @Test
    void letters_that_decide_nothing_are_shown_and_asked_about() {
        byte[] bytes = Files.bytes("sku,name\n1,gr\u00fcn\n", "x-MacRoman");

        UnreadableFileException refusal =
                catchThrowableOfType(UnreadableFileException.class, () -> Files.examine(bytes));

        assertThat(refusal.code()).isEqualTo("encoding-unclear");
        assertThat(refusal)
                .hasMessageContaining("x-MacRoman: `grün`")
                .hasMessageEndingWith("name the encoding, or save the file as UTF-8");
    }

    @Test
    void a_letter_that_tells_at_the_end_of_a_long_file_decides() throws Exception {
        String ascii = "sku,name\n" + "1,Chair\n".repeat(20_000);
        byte[] bytes = Files.bytes(ascii + "2,Krzesło dębowe\n3,duży stół\n4,świecznik\n", "windows-1250");

        assertThat(Files.records(bytes)).last().satisfies(record -> assertThat(record.cell(1))
                .isEqualTo("świecznik"));
    }

    @Test
    void damaged_bytes_in_utf_8_are_replaced_and_the_rest_is_read() throws Exception {
        byte[] good = Files.utf8("sku,name\n1,Grüner Öltank\n2,St");
        byte[] bytes = Files.concat(good, Files.concat(new byte[] {(byte) 0xFC}, Files.utf8("hle\n")));

        assertThat(Files.records(bytes))
                .extracting(record -> record.cell(1))
                .containsExactly("Grüner Öltank", "St\uFFFDhle");
    }

    @Test
    void a_damaged_byte_does_not_change_the_encoding_of_the_other_words() throws Exception {
        byte[] good = Files.bytes("sku,name\n1,Krzesło dębowe\n2,duży stół\n3,świecznik żółty\n4,St", "windows-1250");
        byte[] bytes = Files.concat(good, new byte[] {(byte) 0x81, 'x', '\n'});

        assertThat(Files.records(bytes).get(2).cell(1)).isEqualTo("świecznik żółty");
    }

    @Test
    void text_that_was_encoded_twice_is_told_and_stays_as_it_is() throws Exception {
        String twice = new String(Files.utf8("Größe"), Charset.forName("windows-1252"));
        TextFormat format = Files.format(Files.utf8("sku,name\n1," + twice + "\n2,für\n"));

        assertThat(format.twiceEncoded()).containsExactly(twice);
        assertThat(Files.records(Files.utf8("sku,name\n1," + twice + "\n"))
                        .get(0)
                        .cell(1))
                .isEqualTo(twice);
    }

    @ParameterizedTest(name = "{0} bytes at a time")
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void words_are_the_same_however_the_bytes_come(int count) {
        byte[] bytes = Files.bytes("für,fur;große Häuser é\u00a0\n\nstraße,ü,a,üa,für,x ü", "windows-1252");
        WordCollector whole = new WordCollector();
        whole.see(bytes, 0, bytes.length);
        WordCollector parts = new WordCollector();
        for (int i = 0; i < bytes.length; i += count) {
            parts.see(bytes, i, Math.min(count, bytes.length - i));
        }

        assertThat(parts.words()).containsExactlyElementsOf(whole.words());
        assertThat(whole.words())
                .extracting(word -> new String(word, Charset.forName("windows-1252")))
                .containsExactly("für", "große", "Häuser", "é\u00a0", "straße", "ü", "üa");
    }

    @Test
    void words_are_collected_within_bounds_and_a_new_byte_is_never_missed() {
        WordCollector collector = new WordCollector();
        for (int i = 0; i < 20_000; i++) {
            byte[] word = Files.bytes(
                    "ü" + Integer.toString(i, 26).replaceAll("\\d", "z") + "x".repeat(i % 60) + " ", "ISO-8859-1");
            collector.see(word, 0, word.length);
        }
        collector.see(new byte[] {'a', (byte) 0xE8, ' '}, 0, 3);

        assertThat(collector.words()).hasSizeBetween(1000, 5002).last().isEqualTo(new byte[] {'a', (byte) 0xE8});
    }
}
