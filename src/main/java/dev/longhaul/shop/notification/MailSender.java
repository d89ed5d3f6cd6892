package dev.longhaul.shop.notification;

import dev.longhaul.cancellation.CancellationToken;
import jakarta.mail.MessagingException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sends what waits, one mail after the other. Called on the queue {@code mail}. */
final class MailSender {

    private static final System.Logger LOG = System.getLogger(MailSender.class.getName());
    private static final int AT_ONCE = 100;
    /** Far above what the transport waits for a server. */
    private static final Duration LEFT_BEHIND = Duration.ofMinutes(10);

    private static final Duration KEPT = Duration.ofDays(30);

    private final MailStore store;
    private final MailTransport transport;

    MailSender(MailStore store, MailTransport transport) {
        this.store = store;
        this.transport = transport;
    }

    /**
     * Sends each mail that waits, once. One that the server does not take waits for the next call, five at the most.
     * Ends between two mails when the token fires; the others wait for the next call, perhaps of the next process.
     */
    void sendWaiting(CancellationToken token) {
        List<UUID> waiting = store.waiting(AT_ONCE);
        int sent = 0;
        for (UUID id : waiting) {
            if (token.isCancellationRequested()) {
                LOG.log(Level.INFO, "{0} mails were sent, {1} wait for the next start", sent, waiting.size() - sent);
                return;
            }
            sent += store.take(id).map(this::send).orElse(false) ? 1 : 0;
        }
    }

    /** Clears up after processes that died, and what is old. */
    void clear() {
        List<String> perhaps = store.giveUpLeftSending(LEFT_BEHIND);
        if (!perhaps.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "mails to {0} may have been sent or not: the process that was sending them died",
                    perhaps);
        }
        store.clear(KEPT);
    }

    private boolean send(Mail mail) {
        try {
            transport.send(mail);
        } catch (MessagingException refused) {
            refused(mail, refused);
            return false;
        }
        store.sent(mail.id());
        LOG.log(Level.INFO, "mail sent to {0}: {1}", mail.recipient(), mail.subject());
        return true;
    }

    private void refused(Mail mail, MessagingException why) {
        if (store.refused(mail.id(), String.valueOf(why.getMessage()))) {
            LOG.log(Level.WARNING, "mail to {0} could not be sent and waits: {1}", mail.recipient(), why.getMessage());
        } else {
            LOG.log(
                    Level.ERROR,
                    "mail to " + mail.recipient() + " is given up after " + MailStore.MAX_ATTEMPTS + " tries: "
                            + mail.subject(),
                    why);
        }
    }
}
