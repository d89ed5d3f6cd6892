package dev.longhaul.it.client;

import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.testing.FakeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Someone who talks to a running Longhaul over HTTP: nobody, a program with Basic credentials, or a signed-in browser.
 */
public final class Caller {

    public static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"forgery-token\" value=\"([^\"]+)\"");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final HttpClient client;
    private final Map<String, String> headers;

    private Caller(URI base, HttpClient client, Map<String, String> headers) {
        this.base = base;
        this.client = client;
        this.headers = Map.copyOf(headers);
    }

    public static Caller nobody(ServerUnderTest server) {
        return at(server.baseUri(), CLIENT);
    }

    /** Someone who reaches the same application at another address of it, with a slash at its end. */
    public static Caller at(URI base, HttpClient client) {
        return new Caller(base, client, Map.of());
    }

    /** The administrator of the first start, by Basic credentials. */
    public static Caller admin(ServerUnderTest server) {
        return nobody(server).basic(FirstAdministrator.NAME, FirstAdministrator.passwordOn(server));
    }

    /** A browser with the cookie that an earlier sign-in has left in it. */
    public Caller knownBy(HttpResponse<?> signIn) {
        return with("Cookie", cookie(signIn, application() + "-browser"));
    }

    public Caller with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Caller(base, client, more);
    }

    /** What this caller sends under the name of a header. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public Caller basic(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return with("Authorization", "Basic " + pair);
    }

    /** A program with an API token. */
    public Caller bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Changes this caller's own password. */
    public HttpResponse<String> changePassword(String current, String wanted) {
        return send("PUT", "/api/account/password", "application/json", FirstAdministrator.changeBody(current, wanted));
    }

    /** A browser after the sign-in form, with the cookie it was given. */
    public Caller signedIn(String user, String password) {
        HttpResponse<String> answer = signIn(user, password, "");
        if (answer.statusCode() != 303) {
            throw new AssertionError("signing in " + user + " was answered " + answer.statusCode());
        }
        return with("Cookie", cookie(answer, application() + "-sign-in"));
    }

    /** The sign-in form, asked for, filled in and sent. */
    public HttpResponse<String> signIn(String user, String password, String returnPath) {
        HttpResponse<String> page = get("/sign-in");
        Matcher token = FORM_TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new AssertionError("no forgery token in " + page.body());
        }
        String form = cookie(page, application() + "-form");
        String known = headers.getOrDefault("Cookie", "");
        return with("Cookie", known.isEmpty() ? form : known + "; " + form)
                .send(
                        "POST",
                        "/sign-in",
                        FORM,
                        form(Map.of(
                                "forgery-token",
                                token.group(1),
                                "user",
                                user,
                                "password",
                                password,
                                "return",
                                returnPath)));
    }

    /** The administrator of the first start, in a browser. */
    public static Caller adminSignedIn(ServerUnderTest server) {
        return nobody(server).signedIn(FirstAdministrator.NAME, FirstAdministrator.passwordOn(server));
    }

    /** The same browser, before another node of the same application: it sends the cookies that it has. */
    public Caller at(ServerUnderTest server) {
        return new Caller(server.baseUri(), client, headers);
    }

    /** The token that this page of the server really has in its forms. */
    public String forgeryTokenIn(String page) {
        String body = get(page).body();
        Matcher token = FORM_TOKEN.matcher(body);
        if (!token.find()) {
            throw new AssertionError("no forgery token in " + body);
        }
        return token.group(1);
    }

    /** The token that a page shows to this signed-in browser. */
    public String forgeryToken() {
        String cookie = headers.getOrDefault("Cookie", "").replaceFirst("^(__Host-)?[\\w-]+-sign-in=", "");
        FakeRequest page = new FakeRequest("GET", "/imports");
        ForgeryTokens.expect(page.toRequest(), cookie);
        return String.valueOf(page.attribute(ForgeryTokens.ATTRIBUTE));
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "", "");
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send("POST", path, contentType, body);
    }

    /** Sends the path as it is, whatever it looks like; no redirect is followed. */
    public HttpResponse<String> send(String method, String path, String contentType, String body) {
        URI uri = URI.create(base.toString().replaceFirst("/$", "") + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(60))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The path of the application, with which the names of its cookies begin. */
    private String application() {
        return base.getPath().replace("/", "");
    }

    public static String form(Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return form.toString();
    }

    /** Name and value of a cookie that an answer sets, as they are sent back. */
    public static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "=") || cookie.startsWith("__Host-" + name + "="))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not set by " + answer.headers()));
    }
}
