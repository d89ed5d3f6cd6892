package dev.longhaul.shop.notification;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.background.Schedule;
import dev.longhaul.background.TimedTasks;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.run.RunEnded;
import dev.longhaul.settings.ContainerResources;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.notification.RunTopics.RunTopic;
import dev.longhaul.shop.security.UserAccounts;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the container's mail session when the application starts, and ties the end of each run to the mail queue.
 */
@ApplicationScoped
public class NotificationBeans {

    /** The tables of this package. */
    private static final System.Logger LOG = System.getLogger(NotificationBeans.class.getName());

    private static final String QUEUE = "mail";
    /** As the scripts in server-config name it: WildFly's and Payara's. */
    private static final List<String> USUAL_NAMES = List.of("java:jboss/mail/longhaul", "mail/longhaul");

    @Inject
    private MailSettings settings;

    @Inject
    private MailStore store;

    @Inject
    private BackgroundQueues queues;

    @Inject
    private UserAccounts accounts;

    @Inject
    @Any
    private Instance<RunTopics> topics;

    /** Null while no mail can be sent. */
    private volatile @Nullable MailSender sender;

    @Produces
    @Singleton
    static SchemaModule schema() {
        return MailTables.SCHEMA;
    }

    @Produces
    @Singleton
    static MailSettings settings(Settings settings) {
        return MailSettings.from(settings);
    }

    @Produces
    @Singleton
    static MailStore store(Database database) {
        return new MailStore(database);
    }

    // before the runs, which may end as soon as they are claimed
    void start(@Observes @Priority(StartupOrder.SECURITY) Startup event, TimedTasks timedTasks) {
        Optional<Session> session = session();
        if (session.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "no mail is sent about runs: the server has no mail session {0}",
                    settings.session() == null ? String.join(" or ", USUAL_NAMES) : settings.session());
            return;
        }
        MailSender made = new MailSender(store, new SessionTransport(session.get()));
        sender = made;
        timedTasks.start(
                queues.queue(QUEUE), "send waiting mail", Schedule.withFixedDelay(settings.retryEvery()), token -> {
                    made.clear();
                    made.sendWaiting(token);
                });
    }

    void tell(@Observes RunEnded ended) {
        MailSender current = sender;
        if (current == null) {
            return;
        }
        boolean any = false;
        for (Mail mail : new RunMails(settings, accounts::findEmail).about(ended, topicOf(ended))) {
            any |= store.add(mail);
        }
        if (any) {
            try {
                queues.queue(QUEUE).enqueue("send mail about run " + ended.id(), current::sendWaiting);
            } catch (QueueFullException | QueueClosedException later) {
                LOG.log(Level.DEBUG, "mail about run {0} waits: {1}", ended.id(), later.getMessage());
            }
        }
    }

    private RunTopic topicOf(RunEnded ended) {
        for (RunTopics feature : topics) {
            try {
                Optional<RunTopic> topic = feature.topicOf(ended);
                if (topic.isPresent()) {
                    return topic.get();
                }
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "run " + ended.id() + " is named by its type only", failed);
            }
        }
        return new RunTopic(ended.type() + " run " + ended.id(), "");
    }

    private Optional<Session> session() {
        String named = settings.session();
        for (String name : named == null ? USUAL_NAMES : List.of(named)) {
            try {
                Optional<Session> found = ContainerResources.find(Session.class, name);
                if (found.isPresent()) {
                    return found;
                }
            } catch (IllegalStateException otherType) {
                LOG.log(Level.WARNING, "no mail session", otherType);
            }
        }
        return Optional.empty();
    }
}
