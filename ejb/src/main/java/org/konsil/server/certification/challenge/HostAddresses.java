package org.konsil.server.certification.challenge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a name leads: the operator's own list first, then DNS, whose answers must not lead back to this machine. */
@ApplicationScoped
class HostAddresses {

    @Inject
    ChallengeSettings settings;

    /** An address that may be asked. */
    Optional<InetAddress> find(String name) {
        try {
            Optional<String> given = settings.findAddress(name);
            if (given.isPresent()) {
                return Optional.of(InetAddress.getByName(given.get())); // digits: no question goes out
            }
            return Stream.of(InetAddress.getAllByName(name))
                    .filter(HostAddresses::isElsewhere)
                    .findFirst();
        } catch (UnknownHostException unknown) {
            return Optional.empty();
        }
    }

    static boolean isElsewhere(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress();
    }
}
