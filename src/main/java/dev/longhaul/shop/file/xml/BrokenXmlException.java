package dev.longhaul.shop.file.xml;

/** XML that cannot be read. The message continues a sentence that begins with the name of the file or part. */
public final class BrokenXmlException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenXmlException(String what, int line, int column) {
        super(what + " at line " + line + ", column " + column);
    }
}
