package org.konsil.server.certification.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.server.platform.HospitalSettings;

/** The addresses by which accounts are named in signed requests (RFC 8555, section 6.2); they begin with our own origin. */
@ApplicationScoped
class AccountAddresses {

    private static final String PATH = "/acme/account/";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Inject
    HospitalSettings hospital;

    String of(UUID account) {
        return hospital.origin() + PATH + account;
    }

    /** The account that the address names, whether there is one or not. */
    Optional<UUID> find(String address) {
        String start = hospital.origin() + PATH;
        if (!address.startsWith(start)) {
            return Optional.empty();
        }
        Matcher id = UUID_TEXT.matcher(address.substring(start.length()));
        return id.matches() ? Optional.of(UUID.fromString(id.group())) : Optional.empty();
    }
}
