package dev.longhaul.shop.security;

import dev.longhaul.database.SchemaModule;
import java.util.List;

/** The tables of this package. Without a class of Jakarta EE, so that the command that migrates needs no server. */
public final class SignInTables {

    public static final SchemaModule SCHEMA = new SchemaModule(
            "security",
            List.of(
                    "dev/longhaul/shop/security/V1__sign_in.sql",
                    "dev/longhaul/shop/security/V2__email.sql",
                    "dev/longhaul/shop/security/V3__accounts.sql",
                    "dev/longhaul/shop/security/V6__guessing.sql"));

    private SignInTables() {}
}
