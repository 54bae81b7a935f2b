package org.konsil.web.socket;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which connections something concerns, and back again.
 *
 * @param <K> what they are found by
 */
final class ConnectionIndex<K> {

    private final Map<K, Set<Connection>> connections = new HashMap<>();
    private final Map<Connection, Set<K>> keys = new HashMap<>();

    synchronized void add(K key, Connection connection) {
        connections.computeIfAbsent(key, same -> new HashSet<>()).add(connection);
        keys.computeIfAbsent(connection, same -> new HashSet<>()).add(key);
    }

    synchronized List<Connection> of(K key) {
        return List.copyOf(connections.getOrDefault(key, Set.of()));
    }

    synchronized void remove(Connection connection) {
        Set<K> former = keys.remove(connection);
        if (former == null) {
            return;
        }
        for (K key : former) {
            connections.computeIfPresent(key, (same, set) -> {
                set.remove(connection);
                return set.isEmpty() ? null : set;
            });
        }
    }
}
