package dev.longhaul.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** WildFly, from the one unpacked distribution in a base directory of its own. */
public final class WildFlyServer extends ServerUnderTest {

    private static final String WAR = "longhaul.war";

    public WildFlyServer(ServerOptions options) {
        super(options);
    }

    @Override
    void prepare() throws IOException {
        Directories.copy(
                BuildPaths.wildfly().resolve("standalone/configuration"),
                directory().resolve("configuration"));
        configure();
        Path deployments = Files.createDirectories(directory().resolve("deployments"));
        Files.copy(BuildPaths.war(), deployments.resolve(WAR));
        for (Path archive : options().applications()) {
            Files.copy(archive, deployments.resolve(archive.getFileName()));
        }
    }

    /** All scripts in one run of the command line: each of them starts and stops the embedded server itself. */
    private void configure() throws IOException {
        Path all = directory().resolve("server-config.cli");
        StringBuilder text = new StringBuilder();
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
        for (String script : scripts) {
            text.append(Files.readString(BuildPaths.serverConfig("wildfly").resolve(script + ".cli")))
                    .append('\n');
        }
        Files.writeString(all, text);
        Commands.output(
                Duration.ofMinutes(2),
                BuildPaths.wildfly().resolve("bin/jboss-cli.sh").toString(),
                "-Djboss.server.base.dir=" + directory(),
                "--file=" + all);
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
