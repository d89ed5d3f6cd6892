package dev.longhaul.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one server process differs from another.
 *
 * @param name names its directory and its log; two servers that run at once need two names
 * @param httpPort the first of three ports in a row: HTTP, HTTPS, management
 * @param dataDirectory the setting {@code longhaul.data.directory}; kept as it is found
 * @param jvmOptions such as {@code -Xmx512m}; a later one wins
 * @param properties system properties of the server, such as Longhaul's settings
 * @param variables of the environment
 * @param scripts names of scripts in server-config that are applied beside those that every server needs
 * @param applications further archives to deploy, each under the name of its file
 */
public record ServerOptions(
        String name,
        int httpPort,
        ServerDatabase database,
        Path dataDirectory,
        List<String> jvmOptions,
        Map<String, String> properties,
        Map<String, String> variables,
        List<String> scripts,
        List<Path> applications) {

    public ServerOptions {
        jvmOptions = List.copyOf(jvmOptions);
        properties = Map.copyOf(properties);
        variables = Map.copyOf(variables);
        scripts = List.copyOf(scripts);
        applications = List.copyOf(applications);
    }

    /** 512 MiB of heap, and a data directory that begins empty. */
    public static ServerOptions of(String name, int httpPort, ServerDatabase database) {
        Path dataDirectory = BuildPaths.workOf(name).resolve("data");
        return new ServerOptions(
                name, httpPort, database, dataDirectory, List.of("-Xmx512m"), Map.of(), Map.of(), List.of(), List.of());
    }

    public ServerOptions withJvmOptions(String... more) {
        List<String> all = Stream.concat(jvmOptions.stream(), Stream.of(more)).toList();
        return new ServerOptions(
                name, httpPort, database, dataDirectory, all, properties, variables, scripts, applications);
    }

    public ServerOptions withProperty(String key, String value) {
        Map<String, String> all = Stream.concat(properties.entrySet().stream(), Stream.of(Map.entry(key, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (old, changed) -> changed));
        return new ServerOptions(
                name, httpPort, database, dataDirectory, jvmOptions, all, variables, scripts, applications);
    }

    /** A variable of the environment, which no list of processes shows. */
    public ServerOptions withVariable(String name, String value) {
        Map<String, String> all = Stream.concat(variables.entrySet().stream(), Stream.of(Map.entry(name, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (old, changed) -> changed));
        return new ServerOptions(
                this.name, httpPort, database, dataDirectory, jvmOptions, properties, all, scripts, applications);
    }

    public ServerOptions withDataDirectory(Path other) {
        return new ServerOptions(
                name, httpPort, database, other, jvmOptions, properties, variables, scripts, applications);
    }

    /** Such as {@code mail}. */
    public ServerOptions withScript(String script) {
        List<String> all = Stream.concat(scripts.stream(), Stream.of(script)).toList();
        return new ServerOptions(
                name, httpPort, database, dataDirectory, jvmOptions, properties, variables, all, applications);
    }

    /** Deploys one more archive beside Longhaul. */
    public ServerOptions withApplication(Path archive) {
        List<Path> all =
                Stream.concat(applications.stream(), Stream.of(archive)).toList();
        return new ServerOptions(
                name, httpPort, database, dataDirectory, jvmOptions, properties, variables, scripts, all);
    }

    /** Whether the server is configured for a cluster, beside the settings that say which. */
    boolean isClustered() {
        return properties.containsKey("longhaul.cluster.peers");
    }

    public int httpsPort() {
        return httpPort + 1;
    }

    public int managementPort() {
        return httpPort + 2;
    }

    /** Everything that the command line gives to the JVM, but for what the server's own start needs. */
    List<String> jvmArguments() {
        Stream<String> defined = Stream.of(
                        database.properties(), Map.of("longhaul.data.directory", dataDirectory.toString()), properties)
                .flatMap(map -> map.entrySet().stream())
                .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
                .sorted();
        return Stream.of(
                        BuildPaths.jvmOptions().stream(),
                        jvmOptions.stream(),
                        Stream.of("-Djava.net.preferIPv4Stack=true"),
                        defined)
                .flatMap(arguments -> arguments)
                .toList();
    }
}
