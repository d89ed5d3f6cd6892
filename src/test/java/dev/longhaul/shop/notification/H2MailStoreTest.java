package dev.longhaul.shop.notification;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class H2MailStoreTest extends MailStoreContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(NotificationBeans.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
