package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;

/** A workbook that cannot be read. The message is one sentence for the person who sent it. */
public final class BrokenWorkbookException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenWorkbookException(String sentence) {
        super(sentence);
    }

    BrokenWorkbookException(String part, BrokenXmlException fault) {
        super(
                "the part " + part + " of the workbook " + fault.getMessage()
                        + "; open it in a spreadsheet and save it again",
                fault);
    }
}
