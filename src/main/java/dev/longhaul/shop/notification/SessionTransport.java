package dev.longhaul.shop.notification;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** Sends through a mail session of the container, with its server, its sender and its password. */
final class SessionTransport implements MailTransport {

    /** By default a mail server that does not answer would hold the queue, and with it a stop, for ever. */
    private static final String TIMEOUT_MILLIS = "10000";

    private final Session session;

    SessionTransport(Session ofContainer) {
        Properties properties = new Properties();
        properties.putAll(ofContainer.getProperties());
        for (String protocol : List.of("smtp", "smtps")) {
            for (String timeout : List.of("connectiontimeout", "timeout", "writetimeout")) {
                properties.putIfAbsent("mail." + protocol + "." + timeout, TIMEOUT_MILLIS);
            }
        }
        // a copy, because the session is shared with every application of the server
        this.session = Session.getInstance(properties, new PasswordsOf(ofContainer));
    }

    @Override
    public void send(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom();
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Clock.systemUTC().instant()));
        // no vacation note answers it, and no list takes it up
        message.setHeader("Auto-Submitted", "auto-generated");
        Transport.send(message);
    }

    private static final class PasswordsOf extends Authenticator {

        private final Session ofContainer;

        PasswordsOf(Session ofContainer) {
            this.ofContainer = ofContainer;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return ofContainer.requestPasswordAuthentication(
                    getRequestingSite(),
                    getRequestingPort(),
                    getRequestingProtocol(),
                    getRequestingPrompt(),
                    getDefaultUserName());
        }
    }
}
