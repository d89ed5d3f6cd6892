package dev.longhaul.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StorageFaultsTest {

    private final IOException noSpace = new IOException("No space left on device");

    @Test
    void a_full_disk_is_recognised_as_each_database_says_it() {
        assertThat(StorageFaults.causedBy(new IllegalStateException(new SQLException("could not extend", "53100"))))
                .isTrue();
        assertThat(StorageFaults.causedBy(new SQLException("General error", "HY000", 50000, noSpace)))
                .isTrue();
    }

    @Test
    void a_full_disk_is_recognised_in_a_batch() {
        BatchUpdateException batch = new BatchUpdateException("Batch entry 0", "53100", 0, new int[0]);
        SQLException ofDriver = new SQLException("a batch failed", "HY000");
        ofDriver.setNextException(new SQLException("could not extend file", "53100"));

        assertThat(StorageFaults.causedBy(batch)).isTrue();
        assertThat(StorageFaults.causedBy(ofDriver)).isTrue();
    }

    @Test
    void a_connection_to_a_database_that_was_closed_by_a_full_disk_is_a_broken_connection() {
        SQLException closed = new SQLException("The database has been closed", "90098", 90098, noSpace);

        assertThat(StorageFaults.causedBy(closed)).isFalse();
        assertThat(ConnectionFaults.causedBy(closed)).isTrue();
    }

    @Test
    void other_faults_are_none() {
        assertThat(StorageFaults.causedBy(new SQLException("duplicate key", "23505")))
                .isFalse();
        assertThat(StorageFaults.causedBy(new IllegalStateException((String) null)))
                .isFalse();
        assertThat(StorageFaults.causedBy(null)).isFalse();
    }
}
