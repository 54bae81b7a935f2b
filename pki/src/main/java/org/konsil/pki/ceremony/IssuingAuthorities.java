package org.konsil.pki.ceremony;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.AuthorityNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.ServerNames;

/** What the three issuing CAs are called, and what they may certify. */
final class IssuingAuthorities {

    private static final String LOOPBACK = "127.0.0.1";

    private IssuingAuthorities() {}

    static CertificateProfile profile(IssuingAuthority authority) {
        return switch (authority) {
            case STAFF -> CertificateProfiles.STAFF_CA;
            case DEVICE -> CertificateProfiles.DEVICE_CA;
            case SERVICE -> CertificateProfiles.SERVICE_CA;
            case ROOT -> throw new CeremonyException("the root issues itself");
        };
    }

    static AuthorityNames names(IssuingAuthority authority, CeremonyPlan plan) {
        return switch (authority) {
            case STAFF -> AuthorityNames.ofPeopleAndDevices(plan.hospital(), "Staff CA");
            case DEVICE -> AuthorityNames.ofPeopleAndDevices(plan.hospital(), "Device CA");
            case SERVICE -> new AuthorityNames(plan.hospital(), "Service CA", servers(plan));
            case ROOT -> throw new CeremonyException("the root issues itself");
        };
    }

    /** The server's names and its loopback, each once, in order. */
    static ServerNames serverNames(List<String> names) {
        Set<String> all = new LinkedHashSet<>(names);
        all.add("localhost");
        return new ServerNames(List.copyOf(all), List.of(LOOPBACK));
    }

    private static List<AlternativeName> servers(CeremonyPlan plan) {
        return Stream.concat(
                        serverNames(plan.serverNames()).dnsNames().stream().map(AlternativeName::dns),
                        Stream.of(AlternativeName.ip(LOOPBACK + "/255.255.255.255")))
                .toList();
    }
}
