package dev.longhaul.shop.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.testing.SmtpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTransportTest {

    private final SmtpServer server = new SmtpServer();
    private final SessionTransport transport = new SessionTransport(Session.getInstance(properties()));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_mail_arrives_with_sender_subject_and_text() throws MessagingException {
        transport.send(Mail.of("topic", "mara@shop.example", "Import of Möbel.csv has succeeded", "Alles da.\n"));

        assertThat(server.messages()).singleElement().satisfies(message -> {
            assertThat(message.recipient()).isEqualTo("mara@shop.example");
            assertThat(message.content())
                    .contains(
                            "From: longhaul@shop.example", "Auto-Submitted: auto-generated", "M=C3=B6bel", "Alles da.");
        });
    }

    @Test
    void a_refusal_of_the_server_is_thrown() {
        server.refuse(true);

        assertThatThrownBy(() -> transport.send(Mail.of("topic", "mara@shop.example", "subject", "text")))
                .isInstanceOf(MessagingException.class);
        assertThat(server.messages()).isEmpty();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
        properties.setProperty("mail.from", "longhaul@shop.example");
        return properties;
    }
}
