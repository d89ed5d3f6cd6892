package dev.longhaul.shop.productimport.upload;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/**
 * A posted form that carries a file, read as a stream. The small fields before the file are there at once; the caller
 * reads the file. Nothing is kept in a temporary file, and memory does not depend on the body. Whatever comes after the
 * file is ignored. For one thread.
 */
public final class UploadForm {
    /** For how many columns a form may say what they are, each in two fields: its name and the choice. */
    public static final int MAX_COLUMNS = 300;

    /** Fields before the file; more are treated as an attack. */
    static final int MAX_FIELDS = 20 + 2 * MAX_COLUMNS;

    /** Length of one such field. */
    static final int MAX_FIELD_BYTES = 4096;

    /** Length of all of them together, with their names. */
    static final int MAX_FIELDS_BYTES = 64 * 1024;

    private static final int MAX_HEADER_BYTES = 4096;

    private static final System.Logger LOG = System.getLogger(UploadForm.class.getName());

    private final Map<String, String> fields;
    private final String fileName;
    private final InputStream file;

    private UploadForm(Map<String, String> fields, String fileName, InputStream file) {
        this.fields = fields;
        this.fileName = fileName;
        this.file = file;
    }

    /**
     * Reads up to the first byte of the file.
     *
     * @param contentType the request's, with its boundary
     * @param body the request's body; stays open
     * @throws UploadRefusedException if the body is not such a form, has no file in it, breaks off or arrives too
     *     slowly
     */
    public static UploadForm open(String contentType, InputStream body) throws UploadRefusedException {
        UploadForm form = openWithOptionalFile(contentType, body);
        if (form.fileName.isEmpty()) {
            throw new UploadRefusedException(
                    "no-file", 400, "The form has no file in it; choose one and send it again.");
        }
        return form;
    }

    /**
     * Like {@link #open}, but a form without a file has an empty file name and an empty file.
     *
     * @throws UploadRefusedException if the body is not a form, breaks off or arrives too slowly
     */
    public static UploadForm openWithOptionalFile(String contentType, InputStream body) throws UploadRefusedException {
        try {
            return firstFile(new MultipartParser(), new Body(contentType, body));
        } catch (FileUploadException malformed) {
            throw new UploadRefusedException("malformed-form", 400, "The request is not a form with a file in it.");
        } catch (IOException broken) {
            LOG.log(Level.INFO, "an upload broke off before its file: {0}", broken.toString());
            throw UploadRefusedException.brokenOff(broken);
        }
    }

    /** A field that came before the file. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** All fields that came before the file, in their order. */
    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** The name the sender gave the file; text of a stranger. Empty without a file. */
    public String fileName() {
        return fileName;
    }

    /**
     * The file's bytes; throws if the body breaks off before the file's end, so that half a file is never taken for a
     * whole one.
     */
    public InputStream file() {
        return file;
    }

    private static UploadForm firstFile(MultipartParser parser, Body body) throws UploadRefusedException, IOException {
        FileItemInputIterator parts = parser.getItemIterator(body);
        Map<String, String> fields = new LinkedHashMap<>();
        int length = 0;
        for (int count = 0; parts.hasNext(); count++) {
            FileItemInput part = parts.next();
            if (!part.isFormField()) {
                // the part's own getName() makes a path of the name, which fails where the JVM's encoding lacks its
                // letters
                String name = parser.getFileName(part.getHeaders());
                if (name == null || name.isBlank()) {
                    break;
                }
                return new UploadForm(fields, name, part.getInputStream());
            }
            if (count == MAX_FIELDS) {
                throw new UploadRefusedException(
                        "malformed-form", 400, "The form has too many fields before the file.");
            }
            String name = Objects.requireNonNullElse(part.getFieldName(), "");
            byte[] bytes = bytes(part);
            length += name.length() + bytes.length;
            if (length > MAX_FIELDS_BYTES) {
                throw new UploadRefusedException("malformed-form", 400, "The fields before the file are too long.");
            }
            fields.put(name, text(bytes));
        }
        return new UploadForm(fields, "", InputStream.nullInputStream());
    }

    private static byte[] bytes(FileItemInput part) throws UploadRefusedException, IOException {
        byte[] bytes = part.getInputStream().readNBytes(MAX_FIELD_BYTES + 1);
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new UploadRefusedException("malformed-form", 400, "A field before the file is too long.");
        }
        return bytes;
    }

    private static String text(byte[] bytes) throws UploadRefusedException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new UploadRefusedException(
                    "malformed-form", 400, "A field before the file has a NUL character in it.");
        }
        return text;
    }

    private record Body(String contentType, InputStream stream) implements RequestContext {
        @Override
        public String getCharacterEncoding() {
            return StandardCharsets.UTF_8.name();
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return stream;
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }

    /** The parser; it only ever iterates, so the item factory that its type names is never asked. */
    private static final class MultipartParser
            extends AbstractFileUpload<RequestContext, DiskFileItem, DiskFileItemFactory> {
        MultipartParser() {
            setHeaderCharset(StandardCharsets.UTF_8);
            setMaxPartHeaderSize(MAX_HEADER_BYTES);
        }

        @Override
        public FileItemInputIterator getItemIterator(RequestContext context) throws IOException {
            return super.getItemIterator(context);
        }

        @Override
        public Map<String, List<DiskFileItem>> parseParameterMap(RequestContext context) {
            throw new UnsupportedOperationException("would keep the body");
        }

        @Override
        public List<DiskFileItem> parseRequest(RequestContext context) {
            throw new UnsupportedOperationException("would keep the body");
        }
    }
}
