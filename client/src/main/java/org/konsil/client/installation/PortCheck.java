package org.konsil.client.installation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.konsil.client.installation.layout.EnvironmentException;
import org.konsil.client.installation.layout.Ports;
import org.konsil.client.installation.process.Part;

/** Asks before anything starts whether every port is free, and names all that are not at once. */
final class PortCheck {

    private PortCheck() {}

    /**
     * Looks at the ports of the parts that are to start.
     *
     * @throws EnvironmentException if one is in use
     */
    static void requireFree(Ports ports, Set<Part> parts, String bindAddress) {
        Map<String, Integer> wanted = new LinkedHashMap<>();
        if (parts.contains(Part.WILDFLY)) {
            wanted.put("--https-port", ports.https());
            wanted.put("--http-port", ports.http());
            wanted.put("--management-port", ports.management());
        }
        if (parts.contains(Part.KEYCLOAK)) {
            wanted.put("--keycloak-port", ports.keycloak());
        }
        if (parts.contains(Part.POSTGRESQL)) {
            wanted.put("--postgres-port", ports.postgres());
        }
        String busy = wanted.entrySet().stream()
                .filter(port -> isInUse(port.getValue(), bindAddress))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .collect(Collectors.joining(", "));
        if (!busy.isEmpty()) {
            throw new EnvironmentException(
                    "in use: port " + busy + "; choose others with these options, or move all with --port-offset");
        }
    }

    private static boolean isInUse(int port, String bindAddress) {
        return !isFree(port, bindAddress) || !isFree(port, "127.0.0.1");
    }

    private static boolean isFree(int port, String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return true;
        } catch (UnknownHostException e) {
            throw new EnvironmentException("the address " + address + " is not one of this machine", e);
        } catch (IOException e) {
            return false; // somebody has it, or it may not be had: both are the answer
        }
    }
}
