package dev.longhaul.shop.notification;

import jakarta.mail.MessagingException;

/** Hands one mail to a mail server. */
@FunctionalInterface
interface MailTransport {

    /**
     * Returns when the server has taken the mail.
     *
     * @throws MessagingException when it has not, or did not say within its time
     */
    void send(Mail mail) throws MessagingException;
}
