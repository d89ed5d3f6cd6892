package dev.longhaul.shop.productimport;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.background.Schedule;
import dev.longhaul.background.TimedTasks;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.run.RunEnded;
import dev.longhaul.run.RunHandler;
import dev.longhaul.run.RunStatus;
import dev.longhaul.run.Runs;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.undo.ChangeRetention;
import dev.longhaul.shop.catalog.undo.UndoStore;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.notification.RunTopics;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/** The import with its stores, and the one JTA transaction in which an upload is sealed and its run enqueued. */
@ApplicationScoped
public class ProductImportBeans {

    private static final System.Logger LOG = System.getLogger(ProductImportBeans.class.getName());
    private static final Duration UNDO_EVERY = Duration.ofSeconds(5);

    @Inject
    private UserTransaction transaction;

    @Produces
    @Singleton
    SchemaModule schema() {
        return ImportTables.SCHEMA;
    }

    @Produces
    @Singleton
    ImportSettings settings(Settings settings) {
        return ImportSettings.from(settings);
    }

    @Produces
    @Singleton
    Jsonb json() {
        return JsonbBuilder.create();
    }

    @Produces
    @Singleton
    UploadStore uploads(Database database, Jsonb json, ImportSettings settings) {
        return new UploadStore(database, json, settings.quotas());
    }

    @Produces
    @Singleton
    ImportRecords records(Database database, UploadStore uploads, Jsonb json) {
        return ImportRecords.of(database, uploads, json);
    }

    @Produces
    @Singleton
    Imports imports(Runs runs, ImportRecords records, AuditTrail audit, CatalogSettings catalogSettings) {
        return new Imports(runs, records, audit, catalogSettings);
    }

    @Produces
    @Singleton
    UploadReception reception(UploadStore uploads, ImportSettings settings) {
        return new UploadReception(
                uploads,
                settings.uploadLimit(),
                new UploadSlots(settings.quotas().atOnce()));
    }

    @Produces
    @Singleton
    ReadingProfiles profiles(Database database, Jsonb json, AuditTrail audit) {
        return new ReadingProfiles(database, json, audit);
    }

    @Produces
    @Singleton
    StagedFiles stagedFiles(
            Database database, Jsonb json, UploadStore uploads, UploadReception reception, ReadingProfiles profiles) {
        return new StagedFiles(database, json, uploads, reception, profiles);
    }

    @Produces
    @Singleton
    ImportIntake intake(
            ImportRecords records, Runs runs, UploadReception reception, ImportSettings settings, AuditTrail audit) {
        return new ImportIntake(records, runs, reception, settings.quotas().waiting(), this::commit, audit);
    }

    @Produces
    @Singleton
    Retries retries(Runs runs, ImportRecords records, ImportIntake intake, Imports imports) {
        return new Retries(runs, records, intake, imports);
    }

    @Produces
    @Singleton
    ImportChecks checks(
            Database database,
            UploadStore uploads,
            CatalogSettings catalogSettings,
            UploadReception reception,
            AuditTrail audit) {
        return new ImportChecks(
                new ImportCheck.Parts(database, uploads, new PlanStore(database), catalogSettings), reception, audit);
    }

    @Produces
    @Singleton
    RunHandler<ImportRequest> handler(
            Database database, ImportRecords records, CatalogWriter catalog, CatalogSettings catalogSettings) {
        return new ProductImportHandler(new ProductImportHandler.Parts(database, records, catalog, catalogSettings));
    }

    @Produces
    @Singleton
    RunHandler<UndoRequest> undoHandler(Database database) {
        return new ProductUndoHandler(database);
    }

    @Produces
    @Singleton
    Undos undos(Runs runs, Database database, AuditTrail audit) {
        return new Undos(runs, database, this::commit, audit);
    }

    @Produces
    @Singleton
    UndoOnCancel undoOnCancel(Database database, Undos undos) {
        return new UndoOnCancel(database, undos);
    }

    /** For ends whose event was lost with their node. */
    void undoCancelledImports(
            @Observes @Priority(StartupOrder.APPLICATION) Startup event,
            TimedTasks timedTasks,
            BackgroundQueues queues,
            UndoOnCancel undoOnCancel) {
        timedTasks.start(
                queues.defaultQueue(),
                "undo ended imports",
                Schedule.withFixedDelay(UNDO_EVERY),
                undoOnCancel::startDue);
    }

    void undoEndedImport(@Observes RunEnded ended, BackgroundQueues queues, UndoOnCancel undoOnCancel) {
        if (ended.status() == RunStatus.SUCCEEDED || !ended.type().equals(ImportRequest.RUN_TYPE)) {
            return;
        }
        try {
            queues.defaultQueue().enqueue("undo ended imports", undoOnCancel::startDue);
        } catch (QueueFullException | QueueClosedException later) {
            LOG.log(Level.DEBUG, "the undo of import {0} starts later: {1}", ended.id(), later.getMessage());
        }
    }

    void clearOldImports(
            @Observes @Priority(StartupOrder.APPLICATION) Startup event,
            TimedTasks timedTasks,
            BackgroundQueues queues,
            Retention retention,
            ImportSettings settings) {
        timedTasks.start(
                queues.queue("retention"),
                "clear old imports",
                Schedule.withFixedDelay(settings.clearEvery()),
                retention::clear);
    }

    @Produces
    @Singleton
    RunTopics topics(UploadStore uploads, Database database) {
        return new ImportTopics(uploads, new UndoStore(database));
    }

    @Produces
    @Singleton
    Retention retention(Runs runs, UploadStore uploads, Database database, ImportSettings settings) {
        return new Retention(runs, uploads, new PlanStore(database), new ChangeRetention(database), settings);
    }

    private <T> T commit(Supplier<T> work) {
        try {
            transaction.begin();
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error failed) {
                transaction.rollback();
                throw failed;
            }
            transaction.commit();
            return result;
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new ImportIntake.CommitFailedException(e);
        }
    }
}
