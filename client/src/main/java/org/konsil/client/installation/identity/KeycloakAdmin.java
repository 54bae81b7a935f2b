package org.konsil.client.installation.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.konsil.client.installation.layout.InstallationException;
import org.konsil.client.installation.layout.SecretName;
import org.konsil.client.installation.layout.Secrets;

/** Changes the realm through Keycloak's administration API; every change can be repeated. */
public final class KeycloakAdmin {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;
    private static final int CONFLICT = 409;

    private final HttpClient http;
    private final URI origin;
    private final String token;

    private KeycloakAdmin(HttpClient http, URI origin, String token) {
        this.http = http;
        this.origin = origin;
        this.token = token;
    }

    /** Logs in as the first administrator; good for a minute. */
    public static KeycloakAdmin login(HttpClient http, URI origin, Secrets secrets) throws InterruptedException {
        Map<String, String> form = Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                KeycloakServer.ADMINISTRATOR,
                "password",
                secrets.require(SecretName.KEYCLOAK_ADMIN_PASSWORD));
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/realms/master/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        JsonNode answer = require(send(http, request), "log in as Keycloak's administrator", OK);
        return new KeycloakAdmin(http, origin, answer.path("access_token").asText());
    }

    /** Makes the account, or makes it as described again: names, attributes and password. */
    public void putAccount(Account account) throws InterruptedException {
        ObjectNode user = JSON.createObjectNode();
        user.put("username", account.username());
        user.put("firstName", account.firstName());
        user.put("lastName", account.lastName());
        user.put("enabled", true);
        user.putObject("attributes")
                .<ObjectNode>set("ward", JSON.createArrayNode().add(account.ward()))
                .set("duty", JSON.createArrayNode().add(account.duty()));
        user.putArray("credentials")
                .addObject()
                .put("type", "password")
                .put("value", account.password())
                .put("temporary", false);
        HttpResponse<String> created = exchange("POST", "/users", user);
        if (created.statusCode() == CONFLICT) {
            String id = userId(account.username());
            require(exchange("PUT", "/users/" + id, user), "change an account", NO_CONTENT);
        } else {
            require(created, "make an account", CREATED);
        }
        addRoles(userId(account.username()), account.roles());
    }

    /** Lets the app and the console be reached at that origin, and nowhere else. */
    public void setOrigin(URI app) throws InterruptedException {
        changeClient("app", app.toString(), "/", List.of(app.toString()));
        changeClient("console", app + "/admin", "/*", List.of());
    }

    private void changeClient(String clientId, String root, String path, List<String> origins)
            throws InterruptedException {
        JsonNode found = require(exchange("GET", "/clients?clientId=" + clientId, null), "find a client", OK);
        if (!(found.path(0) instanceof ObjectNode client)) {
            throw new InstallationException("Keycloak's realm has no client " + clientId);
        }
        if (client.path("redirectUris").path(0).asText().equals(root + path)) {
            return;
        }
        client.put("rootUrl", root);
        client.putArray("redirectUris").add(root + path);
        ArrayNode allowed = client.putArray("webOrigins");
        origins.forEach(allowed::add);
        client.withObject("/attributes").put("post.logout.redirect.uris", root + path);
        String id = client.path("id").asText();
        require(exchange("PUT", "/clients/" + id, client), "change a client", NO_CONTENT);
    }

    private void addRoles(String id, Collection<String> names) throws InterruptedException {
        JsonNode known = require(exchange("GET", "/roles", null), "list the roles", OK);
        ArrayNode roles = JSON.createArrayNode();
        StreamSupport.stream(known.spliterator(), false)
                .filter(role -> names.contains(role.path("name").asText()))
                .forEach(roles::add);
        if (roles.size() != names.size()) {
            throw new InstallationException("the realm does not have all of the roles " + names);
        }
        require(exchange("POST", "/users/" + id + "/role-mappings/realm", roles), "give roles", NO_CONTENT);
    }

    private String userId(String username) throws InterruptedException {
        JsonNode found = require(
                exchange("GET", "/users?exact=true&username=" + encoded(username), null), "find an account", OK);
        return found.path(0).path("id").asText();
    }

    private HttpResponse<String> exchange(String method, String path, @Nullable JsonNode body)
            throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(origin.resolve("/admin/realms/" + KeycloakServer.REALM + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        return send(http, request);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak does not answer", e);
        }
    }

    private static JsonNode require(HttpResponse<String> answer, String deed, int wanted) {
        if (answer.statusCode() != wanted) {
            throw new InstallationException("Keycloak refused to " + deed + ": status " + answer.statusCode());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("Keycloak's answer is no JSON", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
