package org.konsil.web.api.proof;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import org.konsil.protocol.proof.note.NoteKey;
import org.konsil.server.proof.WitnessStanding;

/** Who else saw the log, for auditors and their programs. */
final class WitnessJson {

    private WitnessJson() {}

    static JsonObject of(WitnessStanding standing) {
        JsonArrayBuilder witnesses = Json.createArrayBuilder();
        standing.witnesses().forEach(known -> witnesses.add(json(known)));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("state", text(standing.state()))
                .add("size", standing.size())
                .add("witnesses", witnesses);
        standing.log().map(NoteKey::text).ifPresent(key -> json.add("log", key));
        standing.witnessed().ifPresent(seen -> json.add("witnessed", json(seen)));
        standing.waitingSince().ifPresent(since -> json.add("waitingSince", since.toString()));
        if (standing.state() == WitnessStanding.State.UNWITNESSED) {
            standing.waitingSince().ifPresent(since -> json.add("unwitnessedSince", since.toString()));
        }
        return json.build();
    }

    private static JsonObject json(WitnessStanding.Known known) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("name", known.witness().name())
                .add("key", known.witness().key().text());
        known.cosigned().ifPresent(seen -> json.add("cosigned", json(seen)));
        known.fault().ifPresent(fault -> json.add("fault", text(fault)));
        known.failingSince().ifPresent(since -> json.add("failingSince", since.toString()));
        return json.build();
    }

    private static JsonObject json(WitnessStanding.Seen seen) {
        return Json.createObjectBuilder()
                .add("size", seen.size())
                .add("at", seen.at().toString())
                .build();
    }

    private static String text(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
