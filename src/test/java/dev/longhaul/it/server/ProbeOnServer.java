package dev.longhaul.it.server;

import dev.longhaul.launcher.BuildPaths;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A small application of the tests on a server: some packages of the product, and one of its own that uses them. */
public final class ProbeOnServer {

    private final ServerUnderTest server;
    private final String name;
    private final String[] packages;
    // over HTTP/2 WildFly gives a connection up whose only answer takes a minute
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param name the archive without its ending, and the context path */
    public ProbeOnServer(ServerUnderTest server, String name, String... packages) {
        this.server = server;
        this.name = name;
        this.packages = packages;
    }

    /** Deploys it, or deploys it anew. */
    public void deploy() {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, name + ".war")
                .addPackages(false, packages)
                .addAsLibraries(Path.of("target/longhaul/WEB-INF/lib/jspecify-1.0.0.jar")
                        .toFile())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        try {
            Files.createDirectories(war().resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archive.as(ZipExporter.class).exportTo(war().toFile(), true);
        server.deploy(war());
    }

    public void undeploy() {
        server.undeploy(war());
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    private Path war() {
        return BuildPaths.workOf(name + ".war");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.baseUri().resolve("/" + name + "/" + path))
                .timeout(Duration.ofMinutes(2));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
