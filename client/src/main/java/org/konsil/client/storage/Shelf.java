package org.konsil.client.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.konsil.client.failure.StoreException;
import org.konsil.client.failure.TamperedException;

/**
 * Records of one kind.
 *
 * @param <T> a record class of plain values
 */
public final class Shelf<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SealedStore store;
    private final String name;
    private final Class<T> type;

    public Shelf(SealedStore store, String name, Class<T> type) {
        this.store = store;
        this.name = name;
        this.type = type;
    }

    public Optional<T> find(String id) {
        return store.find(name, id).map(this::read);
    }

    public Map<String, T> all() {
        Map<String, T> found = new LinkedHashMap<>();
        store.all(name).forEach((id, bytes) -> found.put(id, read(bytes)));
        return found;
    }

    /** To be given to {@link SealedStore#write} with the rest of its step. */
    public Change put(String id, T value) {
        try {
            return new Change(name, id, JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new StoreException("record-not-writable", e);
        }
    }

    public Change remove(String id) {
        return new Change(name, id, null);
    }

    private T read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, type);
        } catch (IOException e) {
            // Its message would quote the record.
            throw new TamperedException("record-malformed");
        }
    }
}
