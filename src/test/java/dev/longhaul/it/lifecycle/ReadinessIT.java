package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@OnServers
class ReadinessIT {

    private final ServerUnderTest server;
    private final HttpClient client = HttpClient.newHttpClient();

    ReadinessIT(SharedServer shared) {
        server = shared.ready();
    }

    @Test
    void a_load_balancer_is_told_that_the_application_is_ready() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(server.baseUri().resolve("health")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void the_log_of_a_server_below_its_safe_floor_says_so() throws IOException {
        assertThat(Files.readString(server.logFile()))
                .contains(
                        server.options().name().startsWith("wildfly")
                                ? "this server is below the safe floor: Undertow"
                                : "this server is below the safe floor: Payara");
    }
}
