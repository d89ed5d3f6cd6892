package dev.longhaul.launcher;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Payara Server, from the one unpacked distribution in a domain of its own. */
public final class PayaraServer extends ServerUnderTest {

    /**
     * A domain fills this cache in its first start, which takes twice as long as any later one; so one does it for all.
     */
    private static final Path FILLED_CACHE = BuildPaths.workOf("payara-bundle-cache");

    /** The same for all domains: to set a password takes a JVM of its own. */
    private static final PayaraAdministrator ADMINISTRATOR =
            new PayaraAdministrator(BuildPaths.workOf("payara-administrator"));

    private @Nullable PayaraDomain domain;

    public PayaraServer(ServerOptions options) {
        super(options);
    }

    @Override
    void prepare() throws IOException {
        PayaraDomain made = PayaraDomain.copyOf(
                BuildPaths.payara().resolve("glassfish/domains/domain1"),
                directory().resolve("domains"));
        if (Files.exists(FILLED_CACHE)) {
            Directories.copy(FILLED_CACHE, made.bundleCache());
        }
        made.configure(options(), scripts());
        made.setAdministrator(ADMINISTRATOR);
        Files.copy(BuildPaths.driverOfPostgresql(), made.directory().resolve("lib/postgresql.jar"));
        StringBuilder deploy = new StringBuilder("deploy " + nameAndPath() + BuildPaths.war() + "\n");
        for (Path archive : options().applications()) {
            deploy.append("deploy ").append(archive).append('\n');
        }
        Files.writeString(made.afterStart(), deploy);
        domain = made;
    }

    private String nameAndPath() {
        return "--name longhaul --contextroot " + options().contextPath() + " ";
    }

    private List<String> scripts() {
        List<String> scripts = new ArrayList<>(
                List.of("limits", "harden", options().database().kind().script()));
        scripts.addAll(options().scripts());
        if (options().isClustered()) {
            scripts.add("cluster");
        }
        return scripts;
    }

    @Override
    List<String> command() throws IOException {
        if (domain == null) {
            throw new IllegalStateException("the domain is made by prepare()");
        }
        return domain.commandLine(options().jvmArguments());
    }

    @Override
    public String administer(String command) {
        return Commands.output(
                ADMINISTERED_WITHIN,
                Stream.concat(
                                Stream.of(
                                        BuildPaths.payara()
                                                .resolve("bin/asadmin")
                                                .toString(),
                                        "--user",
                                        PayaraAdministrator.NAME,
                                        "--passwordfile",
                                        ADMINISTRATOR.passwordFile().toString(),
                                        "--port",
                                        Integer.toString(managementPort())),
                                Stream.of(command.split(" ")))
                        .toList());
    }

    @Override
    public String administratorPassword() {
        return ADMINISTRATOR.password();
    }

    @Override
    public void deploy(Path war) {
        administer("deploy --force=true " + war);
    }

    @Override
    public void undeploy(Path war) {
        administer("undeploy " + war.getFileName().toString().replace(".war", ""));
    }

    @Override
    public int deploymentsKeptForGood() {
        return 1;
    }

    @Override
    public void redeployApplication() {
        administer("redeploy " + nameAndPath() + BuildPaths.war());
    }

    @Override
    public void stopByCommand(Duration suspend) {
        administer("stop-domain --domaindir " + directory().resolve("domains") + " " + PayaraDomain.NAME);
    }

    @Override
    void deployed() throws IOException {
        if (domain != null) {
            // the domain remembers it: done again, the next start would start the application twice
            Files.deleteIfExists(domain.afterStart());
        }
    }

    @Override
    void ended() throws IOException {
        if (domain != null && !Files.exists(FILLED_CACHE)) {
            Path half = BuildPaths.workOf("payara-bundle-cache.part");
            Directories.remove(half);
            Directories.copy(domain.bundleCache(), half);
            Files.move(half, FILLED_CACHE);
        }
    }

    @Override
    String standardInput() {
        return "AS_MASTERPASSWORD=changeit\n"; // of the stores that the distribution brings
    }

    @Override
    Optional<String> deploymentFailure() throws IOException {
        try (Stream<String> lines = Files.lines(logFile())) {
            String failure = lines.filter(line -> line.contains("Boot Command deploy failed"))
                    .collect(joining("\n"));
            return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
        }
    }
}
