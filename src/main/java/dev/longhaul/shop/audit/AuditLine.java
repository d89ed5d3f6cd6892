package dev.longhaul.shop.audit;

/**
 * What is to be recorded. Texts that are too long for the table are cut, and characters that could break or disguise a
 * line are replaced by {@code ?}.
 *
 * @param action what was done
 * @param user who did it, as far as the application knows; empty for the application itself
 * @param address of the client; empty for none
 * @param subject what it was done to: a user's name, an import's id; empty if the action says it all
 * @param detail what else is worth knowing, such as a file's name; never a secret
 * @param times how often
 */
public record AuditLine(AuditAction action, String user, String address, String subject, String detail, int times) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_DETAIL = 1000;

    public AuditLine {
        user = fit(user, LONGEST_NAME);
        address = fit(address, LONGEST_NAME);
        subject = fit(subject, LONGEST_SUBJECT);
        detail = fit(detail, LONGEST_DETAIL);
    }

    /** Done once, by the client of the request on this thread. */
    public static AuditLine of(AuditAction action, String user) {
        return new AuditLine(action, user, RequestClient.address(), "", "", 1);
    }

    /** From an address that is known before the request reaches the filters. */
    public AuditLine from(String clientAddress) {
        return new AuditLine(action, user, clientAddress, subject, detail, times);
    }

    public AuditLine on(String what) {
        return new AuditLine(action, user, address, what, detail, times);
    }

    public AuditLine saying(String text) {
        return new AuditLine(action, user, address, subject, text, times);
    }

    public AuditLine times(int count) {
        return new AuditLine(action, user, address, subject, detail, count);
    }

    private static String fit(String text, int longest) {
        String start = text.length() > longest ? text.substring(0, longest) : text;
        // format characters turn the direction of writing; a lone surrogate or NUL cannot be stored at all
        return start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
    }
}
