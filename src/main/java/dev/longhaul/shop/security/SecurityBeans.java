package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.security.guessing.GuessLanes;
import dev.longhaul.shop.security.guessing.KnownBrowsers;
import dev.longhaul.shop.security.guessing.KnownClients;
import dev.longhaul.shop.security.guessing.WaitingPlaces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the parts of signing in, and the first administrator once the tables are there. */
@ApplicationScoped
public class SecurityBeans {

    /** The tables of this package. */
    @Produces
    @Singleton
    SchemaModule schema() {
        return SignInTables.SCHEMA;
    }

    @Produces
    @Singleton
    SecuritySettings settings(Settings settings) {
        return SecuritySettings.from(settings);
    }

    @Produces
    @Singleton
    Users users(Database database) {
        return new Users(database);
    }

    @Produces
    @Singleton
    SignIns signIns(Database database, AuditTrail audit, SecuritySettings settings) {
        return new SignIns(database, audit, settings);
    }

    @Produces
    @Singleton
    ApiTokens apiTokens(Database database, AuditTrail audit, SecuritySettings settings) {
        return new ApiTokens(database, audit, settings.users());
    }

    @Produces
    @Singleton
    OwnPassword ownPassword(
            Database database,
            PasswordCheck passwords,
            Pbkdf2PasswordHash passwordHash,
            AuditTrail audit,
            SecuritySettings settings) {
        return new OwnPassword(database, passwords, withWork(passwordHash, settings), audit, settings.users());
    }

    @Produces
    @Singleton
    IdentityStore identityStore(Users users, Pbkdf2PasswordHash passwordHash, SecuritySettings settings) {
        return new UserIdentityStore(
                users, withWork(passwordHash, settings), new VerifiedPasswords(Clock.systemUTC()), settings.users());
    }

    @Produces
    @Singleton
    UserAccounts userAccounts(
            Database database, AuditTrail audit, Pbkdf2PasswordHash passwordHash, SecuritySettings settings) {
        return new UserAccounts(database, audit, withWork(passwordHash, settings), settings.users());
    }

    @Produces
    @Singleton
    KnownBrowsers knownBrowsers(Database database) {
        return new KnownBrowsers(database);
    }

    @Produces
    @Singleton
    PasswordCheck passwordCheck(
            Instance<IdentityStoreHandler> identityStores,
            Database database,
            KnownBrowsers browsers,
            AuditTrail audit,
            SecuritySettings settings) {
        return new PasswordCheck(
                identityStores::get,
                new KnownClients(browsers, Clock.systemUTC(), settings.failureLimit(), settings.failureWindow()),
                new GuessLanes(database, settings.failureLimit(), settings.failureWindow()),
                new WaitingPlaces(time -> TimeUnit.MILLISECONDS.sleep(time.toMillis())),
                audit);
    }

    void start(
            @Observes @Priority(StartupOrder.SECURITY) Startup event,
            Database database,
            Users users,
            Pbkdf2PasswordHash passwordHash,
            AuditTrail audit,
            SecuritySettings settings) {
        if (settings.users() == SecuritySettings.UserSource.DATABASE) {
            new FirstAdmin(database, users, withWork(passwordHash, settings), audit, settings.dataDirectory())
                    .createIfThereIsNoUser();
        }
    }

    private static Pbkdf2PasswordHash withWork(Pbkdf2PasswordHash passwordHash, SecuritySettings settings) {
        passwordHash.initialize(Map.of(
                "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
                "Pbkdf2PasswordHash.Iterations", Integer.toString(settings.passwordIterations()),
                "Pbkdf2PasswordHash.SaltSizeBytes", "32",
                "Pbkdf2PasswordHash.KeySizeBytes", "32"));
        return passwordHash;
    }
}
