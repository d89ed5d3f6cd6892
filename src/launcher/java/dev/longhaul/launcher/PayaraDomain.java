package dev.longhaul.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directory of one Payara domain, and how its process is started. */
final class PayaraDomain {

    static final String NAME = "longhaul";
    private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.ASMain";

    private final Path domains;

    private PayaraDomain(Path domains) {
        this.domains = domains;
    }

    /** A domain like this one, without the pages of its own that would answer beside the application. */
    static PayaraDomain copyOf(Path original, Path domains) throws IOException {
        PayaraDomain domain = new PayaraDomain(domains);
        Directories.copy(original, domain.directory());
        Path pages = domain.directory().resolve("docroot");
        Directories.remove(pages);
        Files.createDirectory(pages);
        return domain;
    }

    void setAdministrator(PayaraAdministrator administrator) throws IOException {
        administrator.administer(directory());
    }

    Path directory() {
        return domains.resolve(NAME);
    }

    Path bundleCache() {
        return directory().resolve("osgi-cache");
    }

    /** What is done before the server starts, in each start: the scripts of users, then the ports of this process. */
    void configure(ServerOptions options, List<String> scripts) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String script : scripts) {
            text.append(Files.readString(BuildPaths.serverConfig("payara").resolve(script + ".asadmin")))
                    .append('\n');
        }
        Map.of(
                        "http-listener-1", options.httpPort(),
                        "http-listener-2", options.httpsPort(),
                        "admin-listener", options.managementPort())
                .forEach((listener, port) -> text.append(set(listener, "port", port.toString()))
                        .append(set(listener, "address", "127.0.0.1")));
        Files.writeString(beforeStart(), text);
    }

    /** What is done once the server has started; removed, nothing is done. */
    Path afterStart() {
        return domains.resolve("after-start.asadmin");
    }

    /**
     * The command line of the server's own JVM. {@code asadmin} only tells it ({@code --dry-run}), so neither a JVM of
     * its own stands in between nor the minute after which it gives up.
     */
    List<String> commandLine(List<String> jvmArguments) {
        Stream<String> afterwards = Files.exists(afterStart())
                ? Stream.of("--postbootcommandfile", afterStart().toString())
                : Stream.empty();
        Stream<String> dryRun = Stream.of(
                BuildPaths.payara().resolve("bin/asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                domains.toString(),
                "--prebootcommandfile",
                beforeStart().toString());
        List<String> told = Commands.output(
                        Duration.ofMinutes(1),
                        Stream.of(dryRun, afterwards, Stream.of(NAME))
                                .flatMap(part -> part)
                                .toList())
                .lines()
                .dropWhile(line -> !line.startsWith("Dump of JVM Invocation"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .collect(Collectors.toList());
        int mainClass = told.indexOf(MAIN_CLASS);
        if (mainClass < 0) {
            throw new IllegalStateException("asadmin start-domain --dry-run told no command line, but " + told);
        }
        told.addAll(mainClass, jvmArguments);
        // a remote shell on a fixed port: not needed, and two servers would fight for it
        told.replaceAll(argument -> argument.replace("org.apache.felix.shell.remote,", ""));
        return told;
    }

    private Path beforeStart() {
        return domains.resolve("before-start.asadmin");
    }

    private static String set(String listener, String attribute, String value) {
        return "set configs.config.server-config.network-config.network-listeners.network-listener." + listener + "."
                + attribute + "=" + value + "\n";
    }
}
