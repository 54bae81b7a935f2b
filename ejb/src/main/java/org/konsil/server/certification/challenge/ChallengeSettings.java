package org.konsil.server.certification.challenge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.KnownSettings;
import org.konsil.server.platform.StartRefusedException;

/**
 * Where the hospital's servers are asked: the port, and names that this machine's DNS does not know or knows otherwise (split
 * horizon), as {@code kis.klinik.example=10.1.2.3,.dmz.klinik.example=10.9.0.1}; a dot in front means everything below.
 */
@ApplicationScoped
class ChallengeSettings implements KnownSettings {

    private static final String PORT = "konsil.certification.acme.challenge-port";
    private static final String HOSTS = "konsil.certification.acme.hosts";
    private static final Pattern ENTRY =
            Pattern.compile("(\\.?[a-z0-9.-]{1,253})=([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-f:.]{2,45})");
    private static final int HIGHEST_PORT = 65_535;

    @Inject
    @ConfigProperty(name = PORT, defaultValue = "80")
    int port;

    @Inject
    @ConfigProperty(name = HOSTS, defaultValue = "none")
    String hosts;

    int port() {
        return port;
    }

    /** The address that the operator gave for the name, the longest match first. */
    Optional<String> findAddress(String name) {
        Map<String, String> table = table();
        for (String key = name; !key.isEmpty(); key = parent(key)) {
            String address = table.get(key);
            if (address != null) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }

    @Override
    public Set<String> names() {
        return Set.of(PORT, HOSTS);
    }

    @Override
    public void requireUsable() {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new StartRefusedException(PORT + " must be between 1 and " + HIGHEST_PORT);
        }
        table();
    }

    private Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        if (hosts.equals("none")) {
            return table;
        }
        for (String entry : hosts.split(",", -1)) {
            Matcher matcher = ENTRY.matcher(entry.strip());
            if (!matcher.matches()) {
                throw new StartRefusedException(HOSTS + " is a list of name=address");
            }
            table.put(matcher.group(1), matcher.group(2));
        }
        return table;
    }

    /** {@code a.b.c}, {@code .b.c}, {@code .c}. */
    private static String parent(String key) {
        int dot = key.indexOf('.', 1);
        return dot < 0 ? "" : key.substring(dot);
    }
}
