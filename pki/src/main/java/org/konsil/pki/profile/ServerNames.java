package org.konsil.pki.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/**
 * A TLS server: its names are in the subjectAltName, the subject is empty (RFC 9525).
 *
 * @param dnsNames in lower case, without wildcards, one at least
 * @param addresses IPv4 addresses, mostly none
 */
public record ServerNames(List<String> dnsNames, List<String> addresses) implements SubjectNames {

    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern DNS_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int MAX_NAMES = 100;

    /** Refuses what is no host name (RFC 1123, section 2.1). */
    public ServerNames {
        dnsNames = List.copyOf(dnsNames);
        addresses = List.copyOf(addresses);
        if (dnsNames.isEmpty() || dnsNames.size() + addresses.size() > MAX_NAMES) {
            throw new IllegalArgumentException("a server has 1 to " + MAX_NAMES + " names");
        }
        if (!dnsNames.stream().allMatch(ServerNames::isDnsName)) {
            throw new IllegalArgumentException("a server's names are DNS names in lower case, without wildcards");
        }
    }

    /** Whether a text is a host name in lower case. */
    public static boolean isDnsName(String name) {
        return name.length() <= 253 && DNS_NAME.matcher(name).matches();
    }

    @Override
    public NameForm form() {
        return NameForm.SERVER;
    }

    @Override
    public X500Principal subject() {
        return new X500Principal("");
    }

    /** Older clients write one of the names into the common name too. */
    @Override
    public boolean permitsClaim(X500Principal claimed) {
        return claimed.equals(subject())
                || dnsNames.stream().anyMatch(name -> claimed.equals(new X500Principal("CN=" + name)));
    }

    @Override
    public List<AlternativeName> alternativeNames() {
        List<AlternativeName> names = new ArrayList<>();
        dnsNames.forEach(name -> names.add(AlternativeName.dns(name)));
        addresses.forEach(address -> names.add(AlternativeName.ip(address)));
        return List.copyOf(names);
    }
}
