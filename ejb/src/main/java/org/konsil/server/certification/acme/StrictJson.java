package org.konsil.server.certification.acme;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.konsil.server.certification.AcmeRefusal;
import org.konsil.server.certification.AcmeRefusedException;

/** JSON objects in which no name occurs twice (RFC 7515, section 4), so that two readers cannot read two things. */
final class StrictJson {

    /** Nothing that ACME sends is deeper. */
    private static final int MAX_DEPTH = 8;

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private StrictJson() {}

    /** The one object that fills the bytes. */
    static JsonObject read(byte[] utf8) {
        requireShallow(utf8);
        try (JsonReader reader = READERS.createReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8)) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            requireAlone(utf8);
            return reader.readObject();
        } catch (JsonException | IllegalStateException | NoSuchElementException | CharacterCodingException malformed) {
            throw malformed();
        }
    }

    /** The reader would stop at the object's end, and the parser takes names twice: each sees what the other does not. */
    private static void requireAlone(byte[] utf8) {
        try (JsonParser parser = PARSERS.createParser(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8)) {
            if (parser.next() != JsonParser.Event.START_OBJECT) {
                throw malformed();
            }
            // Event by event: skipObject never comes back from an object that does not end.
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }

    /** A text that has to be there. */
    static String requireText(JsonObject object, String name) {
        return findText(object, name).orElseThrow(StrictJson::malformed);
    }

    /** A text that may be missing; anything else of that name is refused. */
    static Optional<String> findText(JsonObject object, String name) {
        if (!object.containsKey(name)) {
            return Optional.empty();
        }
        if (object.get(name) instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        throw malformed();
    }

    static AcmeRefusedException malformed() {
        return new AcmeRefusedException(AcmeRefusal.MALFORMED);
    }

    /** Before anybody parses it: brackets in texts count too, which a real message never notices. */
    private static void requireShallow(byte[] utf8) {
        int depth = 0;
        for (byte each : utf8) {
            if (each == '{' || each == '[') {
                depth++;
            } else if (each == '}' || each == ']') {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw malformed();
            }
        }
    }
}
