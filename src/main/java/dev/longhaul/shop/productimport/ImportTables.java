package dev.longhaul.shop.productimport;

import dev.longhaul.database.SchemaModule;
import java.util.List;

/** The tables of this package. Without a class of Jakarta EE, so that the command that migrates needs no server. */
public final class ImportTables {

    public static final SchemaModule SCHEMA = new SchemaModule(
            "productimport",
            List.of(
                    "dev/longhaul/shop/productimport/V1__imports.sql",
                    "dev/longhaul/shop/productimport/V2__discarded_uploads.sql",
                    "dev/longhaul/shop/productimport/V3__upload_quota.sql",
                    "dev/longhaul/shop/productimport/V4__reading.sql",
                    "dev/longhaul/shop/productimport/V6__staging.sql",
                    "dev/longhaul/shop/productimport/V7__rejects.sql",
                    "dev/longhaul/shop/productimport/V8__plan.sql",
                    "dev/longhaul/shop/productimport/V9__undo_on_cancel.sql"));

    private ImportTables() {}
}
