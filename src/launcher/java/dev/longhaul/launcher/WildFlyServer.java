package dev.longhaul.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** WildFly, from the one unpacked distribution in a base directory of its own. */
public final class WildFlyServer extends ServerUnderTest {

    private static final String WAR = "longhaul.war";

    public WildFlyServer(ServerOptions options) {
        super(options);
    }

    @Override
    void prepare() throws IOException {
        Directories.copy(configured(), directory().resolve("configuration"));
        Path deployments = Files.createDirectories(directory().resolve("deployments"));
        Files.copy(BuildPaths.war(), deployments.resolve(WAR));
        for (Path archive : options().applications()) {
            Files.copy(archive, deployments.resolve(archive.getFileName()));
        }
    }

    /**
     * The configuration that the scripts make. Running them takes longer than a start of the server, so it is done once
     * for all servers with the same scripts.
     */
    private Path configured() throws IOException {
        List<String> commands = commands();
        UUID key = UUID.nameUUIDFromBytes((BuildPaths.wildfly() + String.join("\n", commands)).getBytes(UTF_8));
        Path base = BuildPaths.workOf("wildfly-configured-" + key);
        synchronized (WildFlyServer.class) {
            if (!Files.exists(base)) {
                Path half = BuildPaths.workOf("wildfly-configured.part");
                Directories.remove(half);
                Directories.copy(
                        BuildPaths.wildfly().resolve("standalone/configuration"), half.resolve("configuration"));
                runCommandLine(commands, half);
                Files.move(half, base);
            }
        }
        return base.resolve("configuration");
    }

    /** Those of all scripts, for one embedded server: each script would start and stop one of its own. */
    private List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>(List.of("embed-server --server-config=standalone.xml"));
        for (String script : scripts()) {
            Files.readAllLines(BuildPaths.serverConfig("wildfly").resolve(script + ".cli")).stream()
                    .filter(line -> !line.startsWith("embed-server") && !line.equals("stop-embedded-server"))
                    .forEach(commands::add);
        }
        commands.add("stop-embedded-server");
        return commands;
    }

    private List<String> scripts() {
        List<String> scripts = new ArrayList<>(List.of(
                "security",
                "limits",
                "harden",
                "executor",
                options().database().kind().script()));
        scripts.addAll(options().scripts());
        if (options().isClustered()) {
            scripts.add("cluster");
        }
        return scripts;
    }

    private static void runCommandLine(List<String> commands, Path base) throws IOException {
        Path file = Files.write(base.resolve("server-config.cli"), commands);
        Commands.output(
                Duration.ofMinutes(2),
                BuildPaths.wildfly().resolve("bin/jboss-cli.sh").toString(),
                "-Djboss.server.base.dir=" + base,
                "--file=" + file);
    }

    @Override
    List<String> command() throws IOException {
        return StandaloneCommandBuilder.of(BuildPaths.wildfly())
                .setBaseDirectory(directory())
                .addModuleDir(modulesWithPostgresql().toString())
                .addJavaOptions(options().jvmArguments())
                .addServerArgument("-Djboss.node.name=" + options().name())
                .addServerArgument("-Djboss.tx.node.id=" + options().name())
                .addServerArgument("-Djboss.http.port=" + options().httpPort())
                .addServerArgument("-Djboss.https.port=" + options().httpsPort())
                .addServerArgument("-Djboss.management.http.port=" + options().managementPort())
                .build();
    }

    @Override
    public String administer(String command) {
        return Commands.output(
                ADMINISTERED_WITHIN,
                BuildPaths.wildfly().resolve("bin/jboss-cli.sh").toString(),
                "--connect",
                "--timeout=60000",
                "--controller=127.0.0.1:" + managementPort(),
                "--command=" + command);
    }

    @Override
    public void deploy(Path war) {
        administer("deploy " + war + " --force");
    }

    @Override
    public void undeploy(Path war) {
        administer("undeploy " + war.getFileName());
    }

    @Override
    public void redeployApplication() {
        administer("/deployment=" + WAR + ":redeploy");
    }

    @Override
    public void endIdleWorkers() {
        String worker = "/subsystem=io/worker=default:write-attribute";
        administer(worker + "(name=task-core-threads,value=0)");
        administer(worker + "(name=task-keepalive,value=1000)");
    }

    @Override
    public void stopByCommand(Duration suspend) {
        administer("shutdown --suspend-timeout=" + suspend.toSeconds());
    }

    private Path modulesWithPostgresql() throws IOException {
        Path modules = directory().resolve("modules");
        if (!Files.exists(modules)) {
            Directories.copy(BuildPaths.serverConfig("wildfly").resolve("modules"), modules);
            Files.copy(BuildPaths.driverOfPostgresql(), modules.resolve("org/postgresql/main/postgresql.jar"));
            OwnerOnly.close(modules);
        }
        return modules;
    }

    @Override
    String standardInput() {
        return "";
    }

    @Override
    Optional<String> deploymentFailure() throws IOException {
        Path failed = directory().resolve("deployments").resolve(WAR + ".failed");
        return Files.exists(failed) ? Optional.of(Files.readString(failed)) : Optional.empty();
    }
}
