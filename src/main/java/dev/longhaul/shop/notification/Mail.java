package dev.longhaul.shop.notification;

import java.util.UUID;

/**
 * One mail to one address, plain text.
 *
 * @param topic what it is about: one address gets one mail for each topic
 */
record Mail(UUID id, String topic, String recipient, String subject, String body) {

    private static final int MAX_SUBJECT_LENGTH = 200;
    private static final int MAX_BODY_LENGTH = 8_000;

    /** A new one. Line ends and other control characters do not get into the subject, which is a header line. */
    static Mail of(String topic, String recipient, String subject, String body) {
        return new Mail(
                UUID.randomUUID(),
                topic,
                recipient,
                shortened(subject.replaceAll("\\p{Cntrl}+", " "), MAX_SUBJECT_LENGTH),
                shortened(body, MAX_BODY_LENGTH));
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
