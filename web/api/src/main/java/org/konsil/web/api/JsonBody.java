package org.konsil.web.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.konsil.web.problem.MalformedRequestException;

/** The JSON object in the body of a request. */
public final class JsonBody {

    private final JsonObject object;

    private JsonBody(JsonObject object) {
        this.object = object;
    }

    /** @throws MalformedRequestException if the body is not one JSON object */
    public static JsonBody read(InputStream body) {
        try (JsonReader reader = Json.createReader(body)) {
            return new JsonBody(reader.readObject());
        } catch (JsonException malformed) {
            throw new MalformedRequestException("not one JSON object");
        }
    }

    /**
     * A text that has to be there.
     *
     * @throws MalformedRequestException if it is missing, empty, too long or no text
     */
    public String requireText(String name, int maxCharacters) {
        if (object.get(name) instanceof JsonString text
                && !text.getString().isEmpty()
                && text.getString().length() <= maxCharacters) {
            return text.getString();
        }
        throw new MalformedRequestException(name + " is no text of 1 to " + maxCharacters + " characters");
    }

    /**
     * A whole number that has to be there.
     *
     * @throws MalformedRequestException if it is missing, out of bounds or no whole number
     */
    public long requireNumber(String name, long least, long most) {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                long value = number.longValueExact();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (ArithmeticException tooLarge) {
                throw new MalformedRequestException(name + " is too large");
            }
        }
        throw new MalformedRequestException(name + " is no whole number of at least " + least);
    }

    /**
     * The whole object, if it holds nothing but texts.
     *
     * @throws MalformedRequestException if there is something else, or one is too long
     */
    public Map<String, String> requireTexts(int maxCharacters) {
        Map<String, String> texts = new HashMap<>();
        object.keySet().forEach(name -> texts.put(name, requireText(name, maxCharacters)));
        return texts;
    }
}
