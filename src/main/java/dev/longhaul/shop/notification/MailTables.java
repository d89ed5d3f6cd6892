package dev.longhaul.shop.notification;

import dev.longhaul.database.SchemaModule;
import java.util.List;

/** The tables of this package. Without a class of Jakarta EE, so that the command that migrates needs no server. */
public final class MailTables {

    public static final SchemaModule SCHEMA =
            new SchemaModule("notification", List.of("dev/longhaul/shop/notification/V1__mail.sql"));

    private MailTables() {}
}
