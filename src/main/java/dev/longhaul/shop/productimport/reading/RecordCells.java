package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordFault;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The cells of one record by what their columns mean, each checked when it is asked for. Blank cells are null. */
final class RecordCells {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final ColumnMapping mapping;
    private final FileRecord record;

    /** Reads the text of a cell that is not blank. */
    @FunctionalInterface
    private interface CellParser<T> {
        T parse(String text) throws CellFaultException;
    }

    RecordCells(ColumnMapping mapping, FileRecord record) {
        this.mapping = mapping;
        this.record = record;
    }

    /** The value as this column of the catalogue holds it. */
    @Nullable
    Object value(ProductColumn column, Column field) throws RecordFaultException {
        if (column == ProductColumn.STATUS) {
            return status();
        }
        return switch (field.type()) {
            case TEXT -> text(column, field);
            case LINE -> key(column, field);
            case NUMBER -> cell(column, QuantityText::parse);
            case AMOUNT -> price(column);
        };
    }

    /** A text of any shape; line breaks belong to it. */
    @Nullable
    String text(ProductColumn column, Column field) throws RecordFaultException {
        return cell(column, text -> bounded(text, field.longest()));
    }

    /** A text by which something is found: in one line. */
    @Nullable
    String key(ProductColumn column, Column field) throws RecordFaultException {
        return cell(column, text -> {
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\t') >= 0) {
                throw new CellFaultException("line-break", "a key must be in one line, without tabs");
            }
            return bounded(text, field.longest());
        });
    }

    @Nullable
    BigDecimal price(ProductColumn column) throws RecordFaultException {
        return cell(column, PriceText::parse);
    }

    @Nullable
    BigDecimal price(ColumnMapping.PriceColumn column) throws RecordFaultException {
        return parse(record.cell(column.position()), mapping.nameAt(column.position()), PriceText::parse);
    }

    @Nullable
    String currency() throws RecordFaultException {
        return cell(ProductColumn.CURRENCY, text -> {
            String currency = text.toUpperCase(Locale.ROOT);
            if (!HeaderName.CURRENCIES.contains(currency)) {
                throw new CellFaultException(
                        "currency-unknown", "this is no currency; write its three letters of ISO 4217, such as EUR");
            }
            return currency;
        });
    }

    private @Nullable String status() throws RecordFaultException {
        return cell(ProductColumn.STATUS, text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "active", "published", "enabled", "true", "yes", "1" -> ProductStatus.ACTIVE.name();
            case "draft", "inactive", "disabled", "false", "no", "0", "-1" -> ProductStatus.DRAFT.name();
            case "archived" -> ProductStatus.ARCHIVED.name();
            default ->
                throw new CellFaultException("status-unknown", "this is no status; write active, draft or archived");
        });
    }

    private <T> @Nullable T cell(ProductColumn column, CellParser<T> parser) throws RecordFaultException {
        String name = mapping.nameOf(column);
        return name == null ? null : parse(mapping.cell(record, column), name, parser);
    }

    private static <T> @Nullable T parse(String text, String column, CellParser<T> parser) throws RecordFaultException {
        if (text.isEmpty()) {
            return null;
        }
        try {
            requireCharacters(text);
            return parser.parse(text);
        } catch (CellFaultException e) {
            throw new RecordFaultException(new RecordFault(e.code(), column, text, e.sentence()));
        }
    }

    private static String bounded(String text, int longest) throws CellFaultException {
        if (text.length() > longest) {
            throw new CellFaultException(
                    "text-too-long", "the text has " + text.length() + " characters, at most " + longest + " are kept");
        }
        return text;
    }

    private static void requireCharacters(String text) throws CellFaultException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\uFFFD') {
                throw new CellFaultException(
                        "undecodable",
                        "the cell holds bytes that are no character in the file's encoding; save the file as UTF-8");
            }
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw new CellFaultException(
                        "control-character",
                        "the cell holds a control character (U+" + HEX.toHexDigits(c) + "), which no text needs");
            }
        }
    }
}
