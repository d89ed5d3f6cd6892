package dev.longhaul.shop.file.encoding;

import dev.longhaul.shop.file.record.UnreadableFileException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds a file's encoding while its bytes pass. A byte order mark or the zero bytes of UTF-16 decide at once, then a
 * person's choice does; otherwise the whole file is examined, because the first letter that tells may come late. For
 * one thread.
 */
public final class EncodingDetector {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** The other detector, which knows East Asian encodings, needs no more. */
    private static final long DETECTOR_BYTES = 1 << 20;

    private static final int MOST_SAMPLES = 3;

    private final ByteOrder order;
    private final @Nullable Charset chosen;
    private final UniversalDetector detector = new UniversalDetector();
    private final ByteTally tally = new ByteTally();
    private final WordCollector words = new WordCollector();
    private long detectorBytes;

    /**
     * The prefix decides what it can; it is examined again only through {@link #see}.
     *
     * @param chosen the encoding that a person or the sender has named, null if none
     */
    public EncodingDetector(byte[] prefix, @Nullable Charset chosen) {
        this.order = ByteOrder.of(prefix, chosen);
        this.chosen = chosen;
    }

    public int byteOrderMarkBytes() {
        return order.markBytes();
    }

    public boolean isSixteenBit() {
        return order.charset() != null && EncodingNames.isUtf16(order.charset());
    }

    public void see(byte[] bytes, int from, int length) {
        if (order.charset() != null) {
            return;
        }
        tally.see(bytes, from, length);
        words.see(bytes, from, length);
        if (!tally.isAscii() && detectorBytes < DETECTOR_BYTES && !detector.isDone()) {
            detector.handleData(bytes, from, length);
            detectorBytes += length;
        }
    }

    /** The likeliest encoding of what was seen so far. More may be seen after. */
    public Charset guess() {
        if (order.charset() != null) {
            return order.charset();
        }
        if (chosen != null) {
            return chosen;
        }
        if (tally.isAscii() || tally.isMostlyUtf8()) {
            return StandardCharsets.UTF_8;
        }
        return new EncodingJudge(words.words()).likeliest();
    }

    /**
     * The encoding of everything seen; nothing can be seen after. In a file that is otherwise UTF-8, a few bytes that
     * are not are faults of their records.
     *
     * @throws UnreadableFileException when it is unknown or unclear, has delimiters that are not ASCII bytes, or is not
     *     the one that was chosen
     */
    public FoundEncoding found() throws UnreadableFileException {
        if (order.charset() != null) {
            return FoundEncoding.certain(order.charset());
        }
        if (chosen != null) {
            return ofChosen(chosen);
        }
        if (tally.isAscii()) {
            return FoundEncoding.certain(StandardCharsets.UTF_8);
        }
        if (tally.isMostlyUtf8()) {
            return utf8();
        }
        EncodingJudge judge = new EncodingJudge(words.words());
        return judge.isKnownLanguage() ? judge.decide() : ofUnknownLanguage(judge);
    }

    private FoundEncoding ofChosen(Charset charset) throws UnreadableFileException {
        boolean utf8 = charset.equals(StandardCharsets.UTF_8);
        if ((utf8 || charset.equals(StandardCharsets.US_ASCII)) && !tally.isAscii() && !tally.isMostlyUtf8()) {
            throw UnreadableFileException.ofStructure(
                    "encoding-wrong",
                    "the file was said to be " + charset.name() + ", and " + tally.faults()
                            + " of its bytes are not; name another encoding, or none to have it recognised");
        }
        if (utf8 || charset.equals(StandardCharsets.US_ASCII)) {
            return utf8();
        }
        // as on the web: many files claim ISO-8859-1 but use Windows-1252, which has letters where the former has
        // controls
        boolean moreThanLatin1 = charset.equals(StandardCharsets.ISO_8859_1) && hasControls(words.words());
        return FoundEncoding.certain(moreThanLatin1 ? WINDOWS_1252 : charset);
    }

    private static boolean hasControls(List<byte[]> words) {
        return words.stream()
                .anyMatch(word ->
                        new String(word, StandardCharsets.ISO_8859_1).chars().anyMatch(Character::isISOControl));
    }

    private FoundEncoding utf8() {
        List<String> twiceEncoded = words.words().stream()
                .map(EncodingDetector::ifTwiceEncoded)
                .filter(word -> !word.isEmpty())
                .limit(MOST_SAMPLES)
                .toList();
        return new FoundEncoding(StandardCharsets.UTF_8, false, List.of(), twiceEncoded);
    }

    /** The word as it stands in the file if its characters, as Windows-1252, are UTF-8 bytes; otherwise nothing. */
    private static String ifTwiceEncoded(byte[] word) {
        try {
            CharBuffer once = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(word));
            String shown = once.toString();
            StandardCharsets.UTF_8.newDecoder().decode(WINDOWS_1252.newEncoder().encode(once));
            return shown;
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private FoundEncoding ofUnknownLanguage(EncodingJudge judge) throws UnreadableFileException {
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        if (name == null) {
            throw judge.unclear();
        }
        if (Charset.isSupported(name) && EncodingNames.isRead(Charset.forName(name))) {
            Charset charset = Charset.forName(name);
            if (EncodingJudge.isCandidate(charset) || charset.equals(StandardCharsets.UTF_8)) {
                throw judge.unclear();
            }
            return judge.assumed(charset);
        }
        throw UnreadableFileException.ofStructure(
                "encoding-unknown",
                "the file's encoding seems to be " + name + ", which is not supported; save it as UTF-8");
    }
}
