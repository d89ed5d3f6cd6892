package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;

/** An import held by a test. */
final class HeldImport extends HeldRun<ImportRequest> {

    HeldImport(Database database, RunId id, ImportRequest request, RunProgress committed) {
        super(database, id, request, committed);
    }

    @Override
    HeldImport cancelledAfter(int chunks) {
        super.cancelledAfter(chunks);
        return this;
    }

    @Override
    HeldImport with(ChunkFault chunkFault) {
        super.with(chunkFault);
        return this;
    }

    ImportCounts counts() {
        return ImportCounts.of(committed());
    }
}
