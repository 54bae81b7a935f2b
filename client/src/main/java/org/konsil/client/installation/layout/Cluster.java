package org.konsil.client.installation.layout;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * This node's place among others that share one database; from the operator's file, docs/operations/cluster.md.
 *
 * @param node its name, like no other's
 * @param listen where the other nodes reach it; the name is in its certificate
 * @param others where it reaches the other nodes
 * @param keycloak the origin of a Keycloak that runs elsewhere; this node starts its own if empty
 */
public record Cluster(String node, HostPort listen, List<HostPort> others, Optional<URI> keycloak) {

    private static final Set<String> NAMES = Set.of("node", "listen", "others", "keycloak");

    /** Refuses what cannot be a place among others. */
    public Cluster {
        others = List.copyOf(others);
        if (!node.matches("[a-z0-9-]{1,23}")) {
            throw new EnvironmentException("node must be small letters, digits and hyphens, at most 23, not " + node);
        }
        if (!listen.host().matches(".*[A-Za-z].*")) {
            throw new EnvironmentException(
                    "listen must be a name, which is in this node's certificate, not an address");
        }
        if (others.isEmpty() || others.contains(listen)) {
            throw new EnvironmentException("others must name the other nodes, and not this one");
        }
        if (keycloak.isPresent() && !"https".equals(keycloak.get().getScheme())) {
            throw new EnvironmentException("keycloak must look like https://host:8543");
        }
    }

    /**
     * Reads the file if there is one.
     *
     * @throws EnvironmentException if it says something that cannot be
     */
    public static Optional<Cluster> find(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
            return Optional.of(of(values));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (EnvironmentException | IllegalArgumentException wrong) {
            throw new EnvironmentException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Cluster of(Properties values) {
        Set<String> unknown = new TreeSet<>(values.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new EnvironmentException("unknown " + unknown + "; known are " + new TreeSet<>(NAMES));
        }
        return new Cluster(
                required(values, "node"),
                HostPort.parse(required(values, "listen")),
                Arrays.stream(required(values, "others").split(","))
                        .map(other -> HostPort.parse(other.strip()))
                        .toList(),
                Optional.ofNullable(values.getProperty("keycloak")).map(origin -> URI.create(origin.strip())));
    }

    private static String required(Properties values, String name) {
        String value = values.getProperty(name, "").strip();
        if (value.isEmpty()) {
            throw new EnvironmentException(name + " is missing");
        }
        return value;
    }
}
