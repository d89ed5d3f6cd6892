package dev.longhaul.shop.reading.sample;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts as people write them, with everything in them that a file has to keep apart from its own marks. */
final class SampleTexts {

    private static final List<String> NAMES = List.of(
            "Gartenstuhl „Lönneberga“",
            "'t Hof stoel",
            "=Sofa 2+1",
            "+Plus Regal",
            "-Minus Lampe",
            "@home Box",
            "Café-Tisch \"Größe L\"",
            "Krug; Glas, 1,5 l",
            "Bücherregal 5' x 3\"",
            "Mug & <Kanne> 🫖",
            "Kaminbesteck für drinnen und draußen",
            "Étagère à épices – 50 % de remise",
            "Lampe 👩🏽‍🍳 AC\\DC",
            "Ölkanne, 0,75 l; schwarz");

    private static final List<String> SENTENCES = List.of(
            "<p>Schöner <b>Stuhl</b>, \"Modell Ä\"; nur für kurze Zeit.</p>",
            "<ul><li>Größe: 5' x 3\"</li>\n<li>Gewicht: 1,5 kg</li></ul>",
            "Die Füße sind höhenverstellbar, die Lehne ist für längeres Sitzen gepolstert.",
            "'n Abend: der Sessel für müde Gäste.",
            "=Summe aus Form + Farbe",
            "- aus Eiche\n- geölt\n- \"fertig\" montiert",
            "+ zwei Kissen; + eine Decke",
            "Zeile eins\n\nZeile drei\tmit Tabulator",
            "Tom & Jerry &amp; <a href=\"https://shop.example/?a=1&b=2\">mehr</a>",
            "Für Küche, Büro & Flur 😀; 100 % Wolle – waschbar bei 30°",
            "Ordner C:\\neu\\tabelle und ein Schrägstrich \\ für sich",
            "{\"json\": [1, 2], \"text\": \"a\"}",
            "Preis: 1.234,50 € statt 2'000.00; Rabatt = 38,3 %");

    private static final List<String> WORDS =
            List.of("Öl", "für", "groß", "weiß", "Küche", "Löffel", "blau", "Set", "Gäste", "warm", "Holz", "Stück");

    private final Random random;
    private final CharsetEncoder letters;

    SampleTexts(Random random, Charset charset) {
        this.random = random;
        this.letters = charset.newEncoder();
    }

    /** Each of another product is another one; some have several hundred characters. */
    String name(int product) {
        String name = NAMES.get(product % NAMES.size()) + " " + product;
        return written(product % 40 == 0 ? name + " " + words(60) : name);
    }

    String description() {
        return written(IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> pick(SENTENCES))
                .collect(Collectors.joining("\n")));
    }

    String words(int count) {
        return written(IntStream.range(0, count).mapToObj(i -> pick(WORDS)).collect(Collectors.joining(" ")));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Without the letters that the charset does not have. */
    private String written(String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .filter(letters::canEncode)
                .collect(Collectors.joining())
                .strip();
    }
}
