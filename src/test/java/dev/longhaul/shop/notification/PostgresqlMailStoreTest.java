package dev.longhaul.shop.notification;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlMailStoreTest extends MailStoreContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(NotificationBeans.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
