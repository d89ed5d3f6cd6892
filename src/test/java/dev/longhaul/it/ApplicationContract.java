package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What Longhaul does on every server with every database, seen over HTTP. */
abstract class ApplicationContract
        implements ImportContract,
                RunRequestsContract,
                ImportCheckContract,
                ProductFilesContract,
                LargeFileContract,
                StopDuringImportContract {

    final ServerUnderTest server;
    final HttpClient client = HttpClient.newHttpClient();

    ApplicationContract(ServerUnderTest server) {
        this.server = server;
    }

    @Override
    public final ServerUnderTest server() {
        return server;
    }

    @Test
    void a_load_balancer_is_told_that_the_application_is_ready() throws Exception {
        assertThat(get("health").statusCode()).isEqualTo(200);
    }

    final HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(server.baseUri().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
