package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.workbook.WorkbookParts;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP, kept in a temporary file that only its owner may access while it is open, because its directory is at its end.
 * For one thread.
 */
public final class Archive implements WorkbookParts, Closeable {

    /** Archives that are some program's documents, by a file that each of them has. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "xl/workbook.bin", "a binary Excel (XLSB) file; save it as XLSX or CSV",
            "word/document.xml", "a Word document; put the table into a spreadsheet and save it as XLSX or CSV",
            "ppt/presentation.xml", "a presentation (PPTX)" + FileKind.SUPPORTED,
            "index/document.iwa", "a Numbers or Pages document; export it as XLSX or CSV",
            "meta-inf/manifest.mf", "a program (JAR)" + FileKind.SUPPORTED);

    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

    private final Path path;
    private final ZipFile zip;
    private final Unpacking unpacking = new Unpacking();
    // by their names in lower case with slashes: some writers use others
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private Archive(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
        zip.stream()
                .filter(entry -> !entry.isDirectory())
                .forEach(entry -> entries.putIfAbsent(normalised(entry.getName()), entry));
    }

    /** Reads the whole archive; the bytes are not closed. */
    public static Archive open(InputStream bytes) throws IOException, UnreadableFileException {
        // createTempFile gives a file that only its owner may read and write
        Path path = Files.createTempFile("longhaul-file-", ".tmp");
        boolean opened = false;
        try {
            Files.copy(bytes, path, StandardCopyOption.REPLACE_EXISTING);
            Archive archive = new Archive(path, zipFile(path));
            opened = true;
            // gone with the process, where the system lets an open file be deleted; elsewhere on close
            path.toFile().delete();
            return archive;
        } finally {
            if (!opened) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static ZipFile zipFile(Path path) throws IOException, UnreadableFileException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            ZipDirectory.require(file);
        }
        try {
            return zipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            // only the message says what is wrong; tests pin it
            String message = String.valueOf(e.getMessage());
            if (message.contains("encrypted")) {
                throw ZipDirectory.encrypted();
            }
            if (message.contains("compression method")) {
                throw UnreadableFileException.ofStructure(
                        "archive-method",
                        "the ZIP is packed with a method that is not supported; pack it as an ordinary ZIP");
            }
        }
        try {
            // names in another encoding, in which every byte is a letter
            return zipFile(path.toFile(), StandardCharsets.ISO_8859_1);
        } catch (ZipException e) {
            throw ZipDirectory.damaged();
        }
    }

    private static ZipFile zipFile(File file, Charset names) throws IOException {
        try {
            return new ZipFile(file, names);
        } catch (EOFException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // a directory that points beyond the file, or names that are not in this encoding
            throw new ZipException(String.valueOf(e.getMessage()));
        }
    }

    private static String normalised(String name) {
        String path = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    public boolean isWorkbook() {
        return entries.containsKey("xl/workbook.xml")
                || (entries.containsKey("[content_types].xml")
                        && entries.keySet().stream().anyMatch(name -> name.startsWith("xl/") && name.endsWith(".xml")));
    }

    /** Refuses the documents of other programs and names them. */
    public void requireNoDocument() throws IOException, UnreadableFileException {
        for (Map.Entry<String, String> document : DOCUMENTS.entrySet()) {
            if (entries.containsKey(document.getKey())) {
                throw UnreadableFileException.ofOtherKind("not-a-table", "the file is " + document.getValue());
            }
        }
        try (InputStream type = open("mimetype")) {
            if (type != null && text(type).startsWith(OPEN_DOCUMENT)) {
                throw UnreadableFileException.ofOtherKind(
                        "not-a-table", "the file is an OpenDocument (ODS) file; save it as XLSX or CSV");
            }
        }
    }

    private static String text(InputStream bytes) throws IOException {
        return new String(bytes.readNBytes(OPEN_DOCUMENT.length()), StandardCharsets.US_ASCII);
    }

    /**
     * The name of the table in it.
     *
     * @param wanted as a person names it, with or without its folders; null for the only one
     * @throws UnreadableFileException when there is none or there are several
     */
    public String table(@Nullable String wanted) throws IOException, UnreadableFileException {
        List<String> files = entries.values().stream()
                .map(ZipEntry::getName)
                .filter(Archive::isOfPeople)
                .toList();
        if (wanted != null) {
            return named(files, wanted);
        }
        List<String> tables = new ArrayList<>();
        boolean nested = false;
        for (String file : files) {
            try (InputStream bytes = entry(file)) {
                Beginning beginning = Beginning.of(bytes);
                nested |= beginning.isZip() || beginning.isGzip();
                if (beginning.mayBeTable()) {
                    tables.add(file);
                }
            }
        }
        if (tables.size() > 1) {
            throw UnreadableFileException.ofStructure(
                    "archive-choice",
                    "the ZIP has several tables, " + Headers.named(tables) + "; choose one of them as its entry");
        }
        if (tables.isEmpty()) {
            throw nested ? nested(Headers.named(files)) : noTable(files);
        }
        return tables.get(0);
    }

    /** Refuses an archive in an archive. */
    public static UnreadableFileException nested(String name) {
        return UnreadableFileException.ofStructure(
                "archive-nested", name + " is an archive inside an archive; unpack it and send the table");
    }

    private static UnreadableFileException noTable(List<String> files) {
        String what = files.isEmpty() ? "is empty" : "has no table, only " + Headers.named(files);
        return UnreadableFileException.ofOtherKind("not-a-table", "the ZIP " + what + FileKind.SUPPORTED);
    }

    private static String named(List<String> files, String wanted) throws UnreadableFileException {
        List<String> found = files.contains(wanted)
                ? List.of(wanted)
                : files.stream()
                        .filter(file -> ("/" + normalised(file)).endsWith("/" + normalised(wanted)))
                        .toList();
        if (found.size() != 1) {
            throw UnreadableFileException.ofStructure(
                    "archive-entry",
                    "the ZIP has " + (found.isEmpty() ? "no file " : "several files ") + Headers.shortened(wanted)
                            + "; it has " + Headers.named(found.isEmpty() ? files : found));
        }
        return found.get(0);
    }

    // what packing programs add next to the files is not the sender's
    private static boolean isOfPeople(String name) {
        String path = "/" + normalised(name);
        return !path.contains("/__macosx/") && !path.contains("/.") && !path.endsWith("/thumbs.db");
    }

    /** Opens a file of the archive, by its name. */
    public InputStream entry(String name) throws IOException, UnreadableFileException {
        InputStream bytes = open(name);
        if (bytes == null) {
            throw UnreadableFileException.ofStructure(
                    "archive-entry", "the ZIP has no file " + Headers.shortened(name));
        }
        return bytes;
    }

    /** The same, and closes the archive with it. */
    public InputStream lastEntry(String name) throws IOException, UnreadableFileException {
        return new FilterInputStream(entry(name)) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    Archive.this.close();
                }
            }
        };
    }

    @Override
    public @Nullable InputStream open(String name) throws IOException {
        ZipEntry entry = entries.get(normalised(name));
        return entry == null ? null : UnpackedInputStream.of(zip, entry, unpacking);
    }

    @Override
    public void close() throws IOException {
        zip.close();
        Files.deleteIfExists(path);
    }
}
