package dev.longhaul.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    @Test
    void a_running_process_is_found_again() {
        PidFile file = new PidFile(directory.resolve("some.pid"));
        file.write(ProcessHandle.current());

        assertThat(file.findRunning()).contains(ProcessHandle.current());
    }

    @Test
    void another_process_that_got_the_same_id_later_is_not_taken_for_it() throws IOException {
        Path path = directory.resolve("some.pid");
        Files.writeString(path, ProcessHandle.current().pid() + " 1000000000000\n");

        assertThat(new PidFile(path).findRunning()).isEmpty();
    }

    @Test
    void an_ended_process_and_a_missing_file_are_nothing() throws Exception {
        PidFile file = new PidFile(directory.resolve("some.pid"));
        assertThat(file.findRunning()).isEmpty();

        Process process = new ProcessBuilder("sleep", "60").start();
        file.write(process.toHandle());
        process.destroyForcibly().waitFor();

        assertThat(file.findRunning()).isEmpty();
    }

    @Test
    void a_file_that_somebody_edited_is_named_in_the_message() throws IOException {
        Path path = directory.resolve("some.pid");
        Files.writeString(path, "nonsense");

        assertThatIllegalStateException()
                .isThrownBy(new PidFile(path)::findRunning)
                .withMessageContaining(path.toString());
    }
}
