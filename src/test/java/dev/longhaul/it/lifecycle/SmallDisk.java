package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A file system of its own, of a few mebibytes, that can be filled and enlarged. */
final class SmallDisk implements AutoCloseable {

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Skips the test where nobody may mount, except in CI. */
    static SmallDisk ofMebibytes(int size) throws IOException {
        Path directory = Files.createTempDirectory("longhaul-disk-");
        int answer = run("mount", "-t", "tmpfs", "-o", "size=" + size + "m", "tmpfs", directory.toString());
        if (answer != 0) {
            Files.delete(directory);
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(answer).as("what mount answers; in CI it must work").isZero();
        }
        assumeThat(answer)
                .as("what mount answers; without the permission to mount no disk can be filled")
                .isZero();
        return new SmallDisk(directory);
    }

    Path directory() {
        return directory;
    }

    /** Leaves not one byte. */
    void fill() throws IOException {
        try (var output = Files.newOutputStream(filler())) {
            byte[] block = new byte[4096];
            while (true) {
                output.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.getFileStore(directory).getUsableSpace()).isZero();
        }
    }

    /** Makes room. */
    void enlargeTo(int mebibytes) throws IOException {
        Files.deleteIfExists(filler());
        assertThat(run("mount", "-o", "remount,size=" + mebibytes + "m", directory.toString()))
                .isZero();
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private static int run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }

    @Override
    public void close() throws IOException {
        // lazily: a process that ends may still have a file open
        assertThat(run("umount", "--lazy", directory.toString())).isZero();
        Files.delete(directory);
    }
}
