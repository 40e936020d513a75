package io.plumbline.deploy.endtoend;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody's browser at the sign-in: a cookie jar, and the client's part of the code flow with PKCE. */
final class Browser implements AutoCloseable {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final String address;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Browser(String address) {
        this.address = address;
    }

    /** Where the sign-in sends a browser that asks for a code: to the client with one, or to the form. */
    String askForCode() throws IOException, InterruptedException {
        return location(get(URI.create(address + "/oauth2/authorize?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", "control-room",
                        "scope", "openid",
                        "state", "s",
                        "redirect_uri", redirect(),
                        "code_challenge", challenge(),
                        "code_challenge_method", "S256")))));
    }

    /** Signs in with a password and returns the code. */
    String signIn(String user, String password) throws IOException, InterruptedException {
        URI form = URI.create(address).resolve(askForCode());
        Matcher csrf = CSRF.matcher(get(form).body());
        if (!csrf.find()) {
            throw new IllegalStateException(form + " shows no form");
        }
        post(form.getPath(), Map.of("username", user, "password", password, "_csrf", csrf.group(1)));
        return code(askForCode()).orElseThrow();
    }

    /** What the token endpoint answers to a code. */
    String tokens(String code) throws IOException, InterruptedException {
        return post(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "control-room",
                                "code",
                                code,
                                "redirect_uri",
                                redirect(),
                                "code_verifier",
                                VERIFIER))
                .body();
    }

    static Optional<String> code(String location) {
        Matcher code = CODE.matcher(location);
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }

    private String redirect() {
        return address + "/control-room/signed-in";
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).header("Accept", "text/html"));
    }

    private HttpResponse<String> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElse("status " + response.statusCode());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
