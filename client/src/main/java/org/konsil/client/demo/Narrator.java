package org.konsil.client.demo;

import java.util.Locale;
import java.util.function.Consumer;

/** Tells what two people and their devices do, in the words that the reader sees; the only place with these words. */
public final class Narrator {

    private final Consumer<String> line;

    /** Each line goes there. */
    public Narrator(Consumer<String> line) {
        this.line = line;
    }

    void signsIn(DemoPerson person) {
        tell("%s (%s, %s) signs in through Keycloak.", person.name(), person.duty(), person.ward());
    }

    void enrols(DemoPerson person) {
        tell(
                "  %s's device makes its keys, shows the code of approved hardware, asks for a certificate …",
                person.firstName());
    }

    void isReady() {
        tell("  … has a certificate of the hospital's Device CA, and an open session (token and key together).");
    }

    void looksFor(DemoPerson person, DemoPerson other) {
        tell("%s looks for \"%s\" in the directory.", person.firstName(), other.lastName());
    }

    void founded(DemoPerson founder, DemoPerson other, String conversation) {
        tell(
                "  %s's device checks %s's certificate and key package, and forms an MLS group.",
                founder.firstName(), other.firstName());
        tell("  Group %s", conversation);
    }

    void writes(DemoPerson from, DemoPerson to, String text) {
        tell("");
        tell("%s writes, while %s is offline:", from.firstName(), to.firstName());
        tell("  written   %s", text);
    }

    void isStored(StoredEnvelope stored) {
        tell(
                "  stored    %s…  (number %d of the log, epoch %d, %d bytes, nothing readable)",
                stored.beginning(), stored.seq(), stored.epoch(), stored.bytes());
    }

    void reads(DemoPerson person, String text) {
        tell("  read      %s  (by %s, back online)", text, person.firstName());
    }

    void revokes(DemoPerson officer, int devices) {
        tell("");
        tell(
                "%s (registration officer) revokes the certificates of these devices, whose keys are gone: %d are out.",
                officer.name(), devices);
    }

    private void tell(String text, Object... details) {
        line.accept(details.length == 0 ? text : String.format(Locale.ROOT, text, details));
    }
}
