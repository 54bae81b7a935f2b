package org.konsil.server.directory.synchronisation;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** A user as Keycloak's administration describes them. */
public record KeycloakPerson(String subject, String username, String name, String ward, String duty, boolean enabled) {

    private static final int MAX_CHARACTERS = 255;

    static KeycloakPerson of(JsonObject user) {
        String username = user.getString("username", "");
        String name = (user.getString("firstName", "") + " " + user.getString("lastName", "")).strip();
        return new KeycloakPerson(
                user.getString("id"),
                bounded(username),
                bounded(name.isEmpty() ? username : name),
                attribute(user, "ward"),
                attribute(user, "duty"),
                user.getBoolean("enabled", false));
    }

    private static String attribute(JsonObject user, String name) {
        JsonObject attributes = user.getJsonObject("attributes");
        if (attributes == null || !(attributes.get(name) instanceof JsonArray values) || values.isEmpty()) {
            return "";
        }
        return values.get(0) instanceof JsonString value ? bounded(value.getString()) : "";
    }

    private static String bounded(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }
}
