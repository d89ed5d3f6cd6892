package dev.longhaul.shop.file.encoding;

import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.TextFormat.OtherReading;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides between encodings with one byte per character, by how the words of a file would read. Encodings that read all
 * words alike count as one reading. The same words always get the same judgement.
 */
final class EncodingJudge {

    /** A reading that is less likely than another by this much (as a power of e) is ruled out. */
    private static final double CERTAIN = 14;

    /** A reading that is likelier than all others by this much is used, and reported as assumed. */
    private static final double LIKELY = 5;

    private static final double LIKELY_IN_FEW_WORDS = 3;
    private static final int FEW_WORDS = 10;

    /** A word in a known language is likelier than this per letter; words with few letters vary. */
    private static final double UNKNOWN_LANGUAGE = -10.5;

    private static final double UNKNOWN_LANGUAGE_IN_FEW_LETTERS = -14;

    private static final int MOST_OTHERS = 3;
    private static final int MOST_SAMPLES = 3;

    /** The encodings that are recognised, and how rare each is: the rarer it is, the likelier its reading must be. */
    private record Candidate(Charset charset, double rareness) {}

    private static final List<Candidate> CANDIDATES = Stream.of(
                    candidate("windows-1252", 0),
                    candidate("windows-1250", 1),
                    candidate("windows-1254", 2),
                    candidate("ISO-8859-15", 2),
                    candidate("windows-1251", 3),
                    candidate("windows-1253", 3),
                    candidate("windows-1257", 3),
                    candidate("ISO-8859-2", 3),
                    candidate("ISO-8859-7", 4),
                    candidate("KOI8-R", 4),
                    candidate("x-MacRoman", 5),
                    candidate("IBM850", 6),
                    candidate("IBM866", 6),
                    candidate("ISO-8859-5", 7),
                    candidate("IBM437", 7),
                    candidate("IBM852", 7))
            .flatMap(Optional::stream)
            .toList();

    private final List<byte[]> words;
    private final List<Reading> readings;

    /** @param words with bytes beyond ASCII; at least one */
    EncodingJudge(List<byte[]> words) {
        this.words = words;
        this.readings = ranked();
    }

    /** How the words read in an encoding. */
    private record Reading(Charset charset, List<String> texts, Likelihood likelihood) {

        double value() {
            return likelihood.value();
        }
    }

    /** The likelihood of all words in their likeliest language, and how many of the words could be in it. */
    private record Likelihood(double value, int fitting) {}

    /** The likeliest encoding. */
    Charset likeliest() {
        return readings.get(0).charset();
    }

    /** Whether an encoding is one of those that are told apart here. */
    static boolean isCandidate(Charset charset) {
        return CANDIDATES.stream().anyMatch(candidate -> candidate.charset().equals(charset));
    }

    /** An encoding that others have found, with what the words would be in those that are told apart here. */
    FoundEncoding assumed(Charset charset) {
        List<OtherReading> others = possible().stream()
                .limit(MOST_OTHERS)
                .map(other -> new OtherReading(other.charset().name(), samples(other.texts(), List.of())))
                .toList();
        return new FoundEncoding(charset, true, others, List.of());
    }

    /** Whether most of the words are in a known language in one of the encodings. */
    boolean isKnownLanguage() {
        return readings.get(0).likelihood().fitting() * 2 > words.size();
    }

    /**
     * The encoding; assumed if others are less likely but not out of the question.
     *
     * @throws UnreadableFileException when two are about as likely
     */
    FoundEncoding decide() throws UnreadableFileException {
        List<Reading> possible = possible();
        if (possible.size() == 1) {
            return FoundEncoding.certain(likeliest());
        }
        if (!isClearlyLikelier(readings.get(0), possible.get(1))) {
            throw unclear();
        }
        List<OtherReading> others = possible.subList(1, possible.size()).stream()
                .map(other -> new OtherReading(
                        other.charset().name(),
                        samples(other.texts(), readings.get(0).texts())))
                .toList();
        return new FoundEncoding(likeliest(), true, others, List.of());
    }

    /** When two readings differ in few words, the others show the language, and so the usual encoding. */
    private boolean isClearlyLikelier(Reading first, Reading second) {
        double difference = first.value() - second.value();
        long differing = IntStream.range(0, words.size())
                .filter(i -> !first.texts().get(i).equals(second.texts().get(i)))
                .count();
        return difference >= LIKELY || (difference >= LIKELY_IN_FEW_WORDS && differing * FEW_WORDS <= words.size());
    }

    UnreadableFileException unclear() {
        List<Reading> possible = possible();
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(possible.size(), MOST_SAMPLES); i++) {
            List<String> others = possible.size() == 1
                    ? List.of()
                    : possible.get(i == 0 ? 1 : 0).texts();
            shown.append(shown.isEmpty() ? "" : ", or as ")
                    .append(possible.get(i).charset().name())
                    .append(": ")
                    .append(Headers.named(samples(possible.get(i).texts(), others)));
        }
        return UnreadableFileException.ofStructure(
                "encoding-unclear",
                "the file's letters beyond ASCII do not say which encoding it is in; it would read as " + shown
                        + "; name the encoding, or save the file as UTF-8");
    }

    private List<Reading> possible() {
        double least = readings.get(0).value() - CERTAIN;
        return readings.stream()
                .filter(reading -> reading.value() >= least)
                .limit(MOST_OTHERS + 1L)
                .toList();
    }

    private List<Reading> ranked() {
        List<Reading> ranked = new ArrayList<>();
        for (Candidate candidate : CANDIDATES) {
            List<String> texts = words.stream()
                    .map(word -> new String(word, candidate.charset()))
                    .toList();
            if (ranked.stream().noneMatch(other -> other.texts().equals(texts))) {
                ranked.add(new Reading(candidate.charset(), texts, likelihood(texts, candidate.rareness())));
            }
        }
        ranked.sort(Comparator.comparingDouble(Reading::value).reversed());
        return ranked;
    }

    private static Likelihood likelihood(List<String> texts, double rareness) {
        double[] sums = new double[Language.ALL.size()];
        int[] fitting = new int[sums.length];
        for (String text : texts) {
            double[] ofWord = WordJudge.likelihoods(text);
            long letters = text.length() - asciiLetters(text);
            double least = letters * (letters < 3 ? UNKNOWN_LANGUAGE_IN_FEW_LETTERS : UNKNOWN_LANGUAGE);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += ofWord[i];
                fitting[i] += ofWord[i] > least ? 1 : 0;
            }
        }
        int likeliest = 0;
        for (int i = 1; i < sums.length; i++) {
            likeliest = sums[i] > sums[likeliest] ? i : likeliest;
        }
        return new Likelihood(sums[likeliest] - rareness, fitting[likeliest]);
    }

    /** Words that read differently in other encodings; more ASCII letters make a word easier to recognise. */
    private static List<String> samples(List<String> texts, List<String> elsewhere) {
        return IntStream.range(0, texts.size())
                .filter(i -> elsewhere.isEmpty() || !texts.get(i).equals(elsewhere.get(i)))
                .mapToObj(texts::get)
                .sorted(Comparator.comparingLong(EncodingJudge::asciiLetters).reversed())
                .limit(MOST_SAMPLES)
                .toList();
    }

    private static long asciiLetters(String word) {
        return word.chars().filter(c -> c < 0x80).count();
    }

    // some of them are in a module that a Java runtime may lack
    private static Optional<Candidate> candidate(String name, double rareness) {
        return Charset.isSupported(name)
                ? Optional.of(new Candidate(Charset.forName(name), rareness))
                : Optional.empty();
    }
}
