package dev.longhaul.shop.audit;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.Schedule;
import dev.longhaul.background.TimedTasks;
import dev.longhaul.cluster.ClusterSettings;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/** Makes the audit trail, and starts what writes counts and deletes old lines. */
@ApplicationScoped
public class AuditBeans {

    private static final System.Logger LOG = System.getLogger(AuditBeans.class.getName());
    private static final String TABLE = "dev/longhaul/shop/audit/V1__audit.sql";
    private static final String TRIGGER = "dev/longhaul/shop/audit/V2__append_only.sql";
    private static final Duration COUNTS_EVERY = Duration.ofMinutes(1);
    private static final Duration CLEARED_EVERY = Duration.ofHours(1);

    /** On PostgreSQL. */
    public static final SchemaModule SCHEMA = new SchemaModule("audit", List.of(TABLE, TRIGGER));

    /** H2 has no language for triggers but Java, whose class would have to be in the server. */
    static SchemaModule schema(Dialect dialect) {
        return dialect == Dialect.POSTGRESQL ? SCHEMA : new SchemaModule("audit", List.of(TABLE));
    }

    @Produces
    @Singleton
    SchemaModule schema(Database database) {
        return schema(database.dialect());
    }

    @Produces
    @Singleton
    AuditSettings settings(Settings settings) {
        return AuditSettings.from(settings);
    }

    @Produces
    @Singleton
    AuditTrail trail(Database database, ClusterSettings node) {
        return new AuditTrail(database, node.nodeName());
    }

    void start(
            @Observes @Priority(StartupOrder.APPLICATION) Startup event,
            TimedTasks timedTasks,
            BackgroundQueues queues,
            AuditTrail trail,
            AuditSettings settings) {
        timedTasks.start(
                queues.queue("audit"),
                "write audit counts",
                Schedule.withFixedDelay(COUNTS_EVERY),
                token -> trail.writeDue());
        timedTasks.start(
                queues.queue("audit"),
                "clear old audit lines",
                Schedule.withFixedDelay(CLEARED_EVERY),
                token -> trail.removeOlderThan(settings.retention(), token));
    }

    void stop(@Observes Shutdown event, AuditTrail trail) {
        try {
            trail.writeAll();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "the last counts of the audit trail are lost", failed);
        }
    }
}
