package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.ConnectionScope;
import org.jdbi.v3.core.Handle;

/**
 * Lets a cancel of the run end what the work of one chunk executes or waits for. Closed before the guard and the
 * COMMIT, which nothing may cancel: whether they had an effect would not be known.
 */
final class ChunkScope implements AutoCloseable {

    private final Handle transaction;
    private final LockWaits waits;
    private final CancellationSource ending = new CancellationSource();
    private final CancellationRegistration link;
    private final ConnectionScope connection;

    /** @param waits those of all attempts at the chunk */
    ChunkScope(ChunkOwner owner, Handle transaction, LockWaits waits) {
        this.transaction = transaction;
        this.waits = waits;
        // before the waits are shortened: if this throws, the pool gets the connection back unchanged
        this.connection = ConnectionScope.open(ending.token(), transaction.getConnection());
        waits.shorten(transaction);
        this.link = owner.token().onCancelled(reason -> {
            if (endsStatements(reason.kind())) {
                ending.cancel(reason);
            }
        });
    }

    // The fence, which stops a run that may be lost, must not wait for the network. The next owner ends the session.
    private static boolean endsStatements(Kind kind) {
        return kind != Kind.SHUTDOWN && kind != Kind.OWNER_LOST;
    }

    /** @throws dev.longhaul.cancellation.OperationCancelledException when the cancel is what made the work fail */
    void throwIfCancelled(Exception failure) {
        connection.throwIfCancelled(failure);
    }

    @Override
    public void close() {
        link.close();
        connection.close();
        ending.close();
        waits.restore(transaction);
    }
}
