package dev.longhaul.shop.security.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConnectionTest {

    private static final String TRUSTED = "127.0.0.1, 10.0.0.0/8, 2001:db8:1::/48";

    @Test
    void a_stranger_speaks_for_no_one_but_itself() {
        FakeRequest request = request()
                .from("192.0.2.7")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Port", "444")
                .header("Forwarded", "for=203.0.113.9;proto=https;host=evil.example");

        ClientConnection direct = new ClientConnection("http", "127.0.0.1", 8080, "192.0.2.7", false);
        assertThat(of(request)).isEqualTo(direct);
        assertThat(ofForwarded(request)).isEqualTo(direct);
    }

    @Test
    void without_a_setting_not_even_this_machine_is_believed() {
        FakeRequest request = request().from("127.0.0.1").header("X-Forwarded-Proto", "https");

        assertThat(ClientConnection.of(request.toRequest()).secure()).isFalse();
    }

    @Test
    void a_trusted_proxy_says_what_its_client_sees() {
        FakeRequest request = request()
                .header("Host", "Shop.Example")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https");

        ClientConnection connection = of(request);

        assertThat(connection).isEqualTo(new ClientConnection("https", "shop.example", 443, "203.0.113.9", true));
        assertThat(connection.origin()).isEqualTo("https://shop.example");
    }

    @Test
    void the_port_is_that_of_the_host_before_that_of_its_own_header() {
        FakeRequest request = request().header("Host", "127.0.0.1:8080").header("X-Forwarded-Proto", "https");

        assertThat(of(request.header("X-Forwarded-Host", "shop.example")).origin())
                .isEqualTo("https://shop.example");
        assertThat(of(request.header("X-Forwarded-Port", "8443")).origin()).isEqualTo("https://shop.example:8443");
        FakeRequest named = request().header("Host", "shop.example:9443").header("X-Forwarded-Proto", "https");
        assertThat(of(named.header("X-Forwarded-Port", "1")).origin()).isEqualTo("https://shop.example:9443");
    }

    @Test
    void a_proxy_that_says_nothing_leaves_the_view_of_the_server() {
        assertThat(of(request())).isEqualTo(new ClientConnection("http", "127.0.0.1", 8080, "127.0.0.1", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                                | 203.0.113.9",
                "1.1.1.1, 203.0.113.9                       | 203.0.113.9",
                "1.1.1.1, 203.0.113.9, 10.2.3.4             | 203.0.113.9",
                "203.0.113.9:4711                           | 203.0.113.9",
                "[2001:db8:2::9]:4711, 2001:db8:1::1        | 2001:db8:2:0:0:0:0:9",
                "::ffff:203.0.113.9                         | 203.0.113.9",
                "10.9.9.9, 10.2.3.4                         | 10.9.9.9",
                "203.0.113.9, unknown                       | 127.0.0.1",
                "203.0.113.9, <script>, 10.2.3.4            | 10.2.3.4",
                "203.0.113.9,                               | 127.0.0.1",
                "203.0.113.999                              | 127.0.0.1",
                "localhost                                  | 127.0.0.1"
            })
    void the_client_is_the_last_address_that_is_not_a_proxy_of_ours(String header, String client) {
        assertThat(of(request().header("X-Forwarded-For", header)).address()).isEqualTo(client);
    }

    @Test
    void a_header_that_a_client_adds_before_the_proxys_own_changes_nothing() {
        FakeRequest request = request().header("X-Forwarded-For", "1.1.1.1").header("X-Forwarded-For", "203.0.113.9");

        assertThat(of(request).address()).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https, http", "http,https", "ftp", "", "https://", "\"https\""})
    void a_scheme_in_any_other_form_counts_as_absent(String scheme) {
        assertThat(of(request().header("X-Forwarded-Proto", scheme)).scheme()).isEqualTo("http");
    }

    @Test
    void a_scheme_said_twice_counts_as_absent() {
        assertThat(of(request().header("X-Forwarded-Proto", "https").header("X-Forwarded-Proto", "https"))
                        .secure())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/x", "a b", "a@b", "a:0", "a:65536", "a,b", "-a", "[::1", ""})
    void a_host_in_any_other_form_counts_as_absent(String host) {
        FakeRequest request = request()
                .header("Host", "shop.example")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", host);

        assertThat(of(request).origin()).isEqualTo("https://shop.example");
    }

    @Test
    void of_the_two_families_of_headers_only_the_chosen_one_is_read() {
        FakeRequest request = request()
                .header("Host", "shop.example")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=198.51.100.1;proto=http");

        assertThat(of(request).address()).isEqualTo("203.0.113.9");
        assertThat(ofForwarded(request))
                .isEqualTo(new ClientConnection("http", "shop.example", 80, "198.51.100.1", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https;host=shop.example           | https://shop.example      | 203.0.113.9",
                "For=\"[2001:db8:2::9]:4711\";Proto=HTTPS;by=10.0.0.1    | https://127.0.0.1:8080    | 2001:db8:2:0:0:0:0:9",
                "for=1.1.1.1;host=a, for=203.0.113.9;host=\"b.example:81\"  | http://b.example:81       | 203.0.113.9",
                "for=203.0.113.9;proto=https, for=10.2.3.4;proto=http    | https://127.0.0.1:8080    | 203.0.113.9",
                "for=_hidden;proto=https                                 | http://127.0.0.1:8080     | 127.0.0.1",
                "for=203.0.113.9;proto=https;proto=http                  | http://127.0.0.1:8080     | 127.0.0.1",
                "for=203.0.113.9;;proto=https                            | http://127.0.0.1:8080     | 127.0.0.1",
                "for=203.0.113.9;proto=\"https                           | http://127.0.0.1:8080     | 127.0.0.1",
                "for=203.0.113.9;                                        | http://127.0.0.1:8080     | 127.0.0.1",
                "203.0.113.9                                             | http://127.0.0.1:8080     | 127.0.0.1"
            })
    void the_standard_header_is_read_as_its_rfc_says_or_not_at_all(String header, String origin, String client) {
        ClientConnection connection =
                ofForwarded(request().header("Host", "127.0.0.1:8080").header("Forwarded", header));

        assertThat(connection.origin()).isEqualTo(origin);
        assertThat(connection.address()).isEqualTo(client);
    }

    @Test
    void an_ipv6_address_counts_as_its_network() {
        assertThat(IpAddress.networkOf("2001:db8:2:3:4:5:6:7")).isEqualTo("2001:db8:2:3:0:0:0:0/64");
        assertThat(IpAddress.networkOf("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(IpAddress.networkOf("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(IpAddress.networkOf("a name")).isEqualTo("a name");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.9.9.9, true", "::1, true", "0:0:0:0:0:0:0:1, true", "192.0.2.7, false"})
    void this_machine_is_recognised(String address, boolean local) {
        assertThat(of(request().from(address)).isLocal()).isEqualTo(local);
    }

    private static FakeRequest request() {
        return new FakeRequest("GET", "/imports").from("127.0.0.1");
    }

    private static ClientConnection of(FakeRequest request) {
        return of(request, TrustedProxies.Headers.X_FORWARDED);
    }

    private static ClientConnection ofForwarded(FakeRequest request) {
        return of(request, TrustedProxies.Headers.FORWARDED);
    }

    private static ClientConnection of(FakeRequest request, TrustedProxies.Headers headers) {
        ClientConnection.trust(request.toApplication(), TrustedProxies.of(TRUSTED, headers, false, text -> {
            throw new AssertionError(text);
        }));
        return ClientConnection.of(request.toRequest());
    }
}
