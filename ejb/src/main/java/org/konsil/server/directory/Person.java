package org.konsil.server.directory;

/**
 * Somebody of the hospital's staff.
 *
 * @param id the random id
 * @param name as colleagues know them
 * @param ward where they work
 * @param duty what they do there, such as "Pflege"
 * @param enabled whether the user administration still lets them in
 */
public record Person(UserId id, String name, String ward, String duty, boolean enabled) {}
