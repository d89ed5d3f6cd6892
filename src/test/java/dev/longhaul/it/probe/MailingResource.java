package dev.longhaul.it.probe;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cancellation.CancellationToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.System.Logger.Level;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A mailing as a user of the library would write it: one task, which looks at its token between two mails. */
@Path("mailing")
@RequestScoped
public class MailingResource {

    private static final System.Logger LOG = System.getLogger(MailingResource.class.getName());
    private static final int ADDRESSES = 1_000;

    @Inject
    private BackgroundQueues queues;

    @Inject
    private Notes notes;

    @POST
    public void send() throws NamingException {
        Session session = session();
        Notes own = notes;
        queues.queue("mailing").enqueue("mailing", token -> send(session, own, token));
    }

    private static void send(Session session, Notes notes, CancellationToken token) throws MessagingException {
        int sent = 0;
        while (sent < ADDRESSES && !token.isCancellationRequested()) {
            MimeMessage message = new MimeMessage(session);
            message.setFrom();
            message.setRecipient(Message.RecipientType.TO, new InternetAddress("customer-" + sent + "@shop.example"));
            message.setSubject("New in the shop");
            message.setText("Come and see.");
            Transport.send(message);
            sent++;
        }
        LOG.log(Level.INFO, "mailing: " + sent + " of " + ADDRESSES + " mails were sent");
        notes.write("mailing sent " + sent);
    }

    @SuppressWarnings("BanJNDI") // two names of ours
    private static Session session() throws NamingException {
        try {
            return (Session) new InitialContext().lookup("java:jboss/mail/longhaul");
        } catch (NamingException onPayara) {
            return (Session) new InitialContext().lookup("mail/longhaul");
        }
    }
}
