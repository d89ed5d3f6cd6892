package dev.longhaul.it.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Product files of any size; every record is valid and makes one product. */
public final class GeneratedProducts {

    private static final String HEADER = "sku,name,price,quantity,description\n";

    private GeneratedProducts() {}

    /** Records of about 60 bytes. */
    public static String csv(String prefix, int records) {
        return csv(prefix, records, "");
    }

    /** Records of about 1 KiB. */
    public static String wideCsv(String prefix, int records) {
        return csv(prefix, records, "a long description ".repeat(53));
    }

    private static String csv(String prefix, int records, String description) {
        StringBuilder text = new StringBuilder(records * (60 + description.length()));
        text.append(HEADER);
        for (int number = 1; number <= records; number++) {
            text.append(row(prefix, number, description));
        }
        return text.toString();
    }

    /** Writes records of about 1 KiB until the file has this size; answers how many. */
    public static int write(Path file, String prefix, long bytes) throws IOException {
        String description = "a long description ".repeat(53);
        int number = 0;
        long written = HEADER.length();
        try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            output.write(HEADER.getBytes(StandardCharsets.US_ASCII));
            while (written < bytes) {
                byte[] row = row(prefix, ++number, description).getBytes(StandardCharsets.US_ASCII);
                output.write(row);
                written += row.length;
            }
        }
        return number;
    }

    private static String row(String prefix, int number, String description) {
        return prefix + "-" + number + ",Product number " + number + "," + number % 1000 + ".99," + number % 50 + ","
                + description + "\n";
    }
}
