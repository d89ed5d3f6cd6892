package dev.longhaul.shop.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A mail goes out once, whatever happens to the mail server and to this one; on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class MailStoreTest {

    private final Database database;
    private final List<String> sent = new ArrayList<>();
    private MailStore store;

    MailStoreTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(MailTables.SCHEMA);
    }

    @BeforeEach
    void emptyTable() {
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM mail"));
        store = new MailStore(database);
    }

    @Test
    void waiting_mails_are_sent_in_order_and_once() {
        store.add(mail("first"));
        store.add(mail("second"));
        MailSender sender = new MailSender(store, mail -> sent.add(mail.subject()));

        sender.sendWaiting(CancellationToken.NONE);
        sender.sendWaiting(CancellationToken.NONE);

        assertThat(sent).containsExactly("first", "second");
        assertThat(statuses()).containsOnly("SENT");
    }

    @Test
    void an_address_gets_one_mail_for_each_topic_even_when_the_first_was_sent() {
        assertThat(store.add(mail("topic"))).isTrue();
        new MailSender(store, mail -> sent.add(mail.subject())).sendWaiting(CancellationToken.NONE);

        assertThat(store.add(mail("topic"))).isFalse();
        assertThat(store.waiting(10)).isEmpty();
    }

    @Test
    void of_two_nodes_that_take_the_same_mail_one_gets_it() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                Mail mail = mail("round " + round);
                store.add(mail);
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<Optional<Mail>>> taken = new ArrayList<>();
                for (int node = 0; node < 2; node++) {
                    taken.add(nodes.submit(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        return store.take(mail.id());
                    }));
                }
                assertThat(List.of(taken.get(0).get(), taken.get(1).get()))
                        .filteredOn(Optional::isPresent)
                        .hasSize(1);
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void a_mail_that_the_server_refuses_is_tried_again_and_given_up_after_five_times() {
        store.add(mail("refused"));
        MailSender sender = new MailSender(store, mail -> {
            sent.add(mail.subject());
            throw new SendFailedException("mailbox full");
        });

        for (int i = 0; i < 7; i++) {
            sender.sendWaiting(CancellationToken.NONE);
        }

        assertThat(sent).hasSize(5);
        assertThat(statuses()).containsOnly("FAILED");
        assertThat(text("SELECT last_error FROM mail")).isEqualTo("mailbox full");
    }

    @Test
    void a_stop_leaves_the_rest_waiting_for_the_next_start() {
        for (int i = 0; i < 5; i++) {
            store.add(mail("mail " + i));
        }
        try (CancellationSource stop = new CancellationSource()) {
            MailSender sender = new MailSender(store, mail -> {
                sent.add(mail.subject());
                if (sent.size() == 2) {
                    stop.cancel(CancellationReason.of(Kind.SHUTDOWN, "stopping"));
                }
            });
            sender.sendWaiting(stop.token());
        }

        assertThat(sent).hasSize(2);
        assertThat(store.waiting(10)).hasSize(3);
    }

    @Test
    void a_mail_in_the_hands_of_a_process_that_died_is_named_and_not_sent_again() {
        Mail mail = mail("left");
        store.add(mail);
        store.take(mail.id());
        assertThat(store.giveUpLeftSending(Duration.ofMinutes(10))).isEmpty();
        Sql.on(database)
                .useHandle(handle ->
                        handle.execute("UPDATE mail SET changed_at = CURRENT_TIMESTAMP - INTERVAL '11' MINUTE"));

        assertThat(store.giveUpLeftSending(Duration.ofMinutes(10))).containsExactly("mara@shop.example");

        assertThat(statuses()).containsOnly("UNKNOWN");
        assertThat(store.waiting(10)).isEmpty();
    }

    @Test
    void old_mails_are_forgotten_and_waiting_ones_never() {
        store.add(mail("old"));
        new MailSender(store, mail -> sent.add(mail.subject())).sendWaiting(CancellationToken.NONE);
        store.add(mail("waiting"));
        Sql.on(database)
                .useHandle(
                        handle -> handle.execute("UPDATE mail SET changed_at = CURRENT_TIMESTAMP - INTERVAL '31' DAY"));

        assertThat(store.clear(Duration.ofDays(30))).isEqualTo(1);

        assertThat(store.waiting(10)).hasSize(1);
    }

    private static Mail mail(String topic) {
        return Mail.of(topic, "mara@shop.example", topic, "text");
    }

    private List<String> statuses() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT status FROM mail")
                .mapTo(String.class)
                .list());
    }

    private String text(String query) {
        return Sql.on(database)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
    }
}
