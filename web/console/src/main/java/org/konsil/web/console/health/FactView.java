package org.konsil.web.console.health;

/**
 * Something that was found, for the page to show.
 *
 * @param name what it is
 * @param value as the reader writes it
 */
public record FactView(String name, String value) {
    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }
}
