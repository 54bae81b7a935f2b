package org.konsil.client.bench;

/**
 * Messages beside plain rows of the same database in the same run.
 *
 * @param messages from one device to another
 * @param rows of 1 KiB, a commit for each
 */
public record Comparison(Cost messages, Cost rows) {

    /** How often a message costs what a row costs: server and database together over the database alone. */
    public double ratio() {
        return (messages.serverPerThousand() + messages.databasePerThousand()) / rows.databasePerThousand();
    }
}
