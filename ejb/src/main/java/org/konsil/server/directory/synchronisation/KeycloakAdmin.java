package org.konsil.server.directory.synchronisation;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.Role;

/** Reads users from Keycloak's administration API with a service account that may do nothing else. */
class KeycloakAdmin {

    static final int PAGE = 100;
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_PEOPLE = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final DirectorySettings settings;

    KeycloakAdmin(DirectorySettings settings) {
        this.settings = settings;
    }

    /**
     * Everybody who has the role staff, enabled or not. The list lacks those who have the role by a group, and that of a Keycloak whose
     * database is away comes with status 200 and lacks some or all: each of those who are known and not in it is asked for by name.
     *
     * @param known the subjects who would be staff no longer if they were not in the list
     * @throws IdentityUnreachableException if Keycloak does not answer as it should
     */
    List<KeycloakPerson> readStaff(Collection<String> known) {
        String token = login();
        List<KeycloakPerson> people = readStaff(token);
        Set<String> missing = new HashSet<>(known);
        people.forEach(person -> missing.remove(person.subject()));
        missing.forEach(subject -> find(token, subject).ifPresent(people::add));
        return people;
    }

    private List<KeycloakPerson> readStaff(String token) {
        List<KeycloakPerson> people = new ArrayList<>();
        while (people.size() < MAX_PEOPLE) {
            List<JsonObject> page = get(
                            token,
                            "/roles/" + Role.STAFF_NAME + "/users?briefRepresentation=false&first=" + people.size()
                                    + "&max=" + PAGE)
                    .map(answer -> answer.asJsonArray().getValuesAs(JsonObject.class))
                    .orElseThrow(() -> new IdentityUnreachableException("the role staff is missing"));
            page.stream().map(KeycloakPerson::of).forEach(people::add);
            if (page.size() < PAGE) {
                return people;
            }
        }
        throw new IdentityUnreachableException("more than " + MAX_PEOPLE + " people");
    }

    /** The user, if there is one and they are staff. */
    Optional<KeycloakPerson> find(String subject) {
        return find(login(), subject);
    }

    private Optional<KeycloakPerson> find(String token, String subject) {
        String path = "/users/" + encode(subject);
        return get(token, path)
                .filter(user -> get(token, path + "/role-mappings/realm/composite")
                        .filter(KeycloakAdmin::containsStaff)
                        .isPresent())
                .map(user -> KeycloakPerson.of(user.asJsonObject()));
    }

    /** The roles of this user that Konsil gives rights for; nothing if there is no such user. */
    Set<Role> roles(String subject) {
        String path = "/users/" + encode(subject) + "/role-mappings/realm/composite";
        return get(login(), path).stream()
                .flatMap(roles -> roles.asJsonArray().getValuesAs(JsonObject.class).stream())
                .flatMap(role -> Role.find(role.getString("name", "")).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    private static boolean containsStaff(JsonStructure roles) {
        return roles.asJsonArray().getValuesAs(JsonObject.class).stream()
                .anyMatch(role -> Role.STAFF_NAME.equals(role.getString("name", "")));
    }

    private String login() {
        String form = "grant_type=client_credentials&client_id=" + encode(settings.clientId()) + "&client_secret="
                + encode(settings.clientSecret().read());
        HttpRequest request = HttpRequest.newBuilder(settings.tokenUri())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return send(request)
                .map(answer -> answer.asJsonObject().getString("access_token", ""))
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> new IdentityUnreachableException("no token for the directory"));
    }

    private Optional<JsonStructure> get(String token, String path) {
        return send(HttpRequest.newBuilder(URI.create(settings.adminUri() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .build());
    }

    private Optional<JsonStructure> send(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 404) {
                    return Optional.empty();
                }
                if (answer.statusCode() != 200) {
                    throw new IdentityUnreachableException("status " + answer.statusCode());
                }
                return Optional.of(parse(body.readNBytes(MAX_BYTES)));
            }
        } catch (IOException | JsonException failure) {
            throw new IdentityUnreachableException("administration", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IdentityUnreachableException("administration", interrupted);
        }
    }

    private static JsonStructure parse(byte[] bytes) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            JsonValue answer = reader.readValue();
            if (answer instanceof JsonStructure structure) {
                return structure;
            }
            throw new IdentityUnreachableException("answer is no JSON structure");
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
