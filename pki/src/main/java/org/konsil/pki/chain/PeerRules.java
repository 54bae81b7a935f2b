package org.konsil.pki.chain;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** Whether the certificate is for this purpose, and the peer's. */
final class PeerRules {

    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private PeerRules() {}

    static void check(X509Certificate certificate, PathTerms terms) throws PathRefusedException {
        if (terms.purpose().isPresent() && !permits(certificate, terms.purpose().get())) {
            throw new PathRefusedException("RFC 5280, 4.2.1.12: not for this purpose");
        }
        List<GeneralName> names = ConstraintRules.names(certificate);
        for (PeerName peer : terms.peers()) {
            if (names.stream().noneMatch(name -> matches(name, peer))) {
                throw new PathRefusedException("RFC 9525, 6: not the peer's certificate");
            }
        }
    }

    /** A certificate without the extension limits itself to nothing. */
    private static boolean permits(X509Certificate certificate, String purpose) throws PathRefusedException {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null || purposes.contains(purpose) || purposes.contains(ANY_PURPOSE);
        } catch (CertificateParsingException e) {
            throw new PathRefusedException("RFC 5280, 4.2.1.12: unreadable purposes", e);
        }
    }

    private static boolean matches(GeneralName name, PeerName peer) {
        return switch (peer.kind()) {
            case DNS ->
                name.getTagNo() == GeneralName.dNSName
                        && matchesDns(ConstraintRules.text(name), peer.text().toLowerCase(Locale.ROOT));
            case MAIL ->
                name.getTagNo() == GeneralName.rfc822Name
                        && sameMailbox(ASN1IA5String.getInstance(name.getName()).getString(), peer.text());
            case ADDRESS ->
                name.getTagNo() == GeneralName.iPAddress
                        && Arrays.equals(
                                ASN1OctetString.getInstance(name.getName()).getOctets(),
                                ASN1OctetString.getInstance(
                                                new GeneralName(GeneralName.iPAddress, peer.text()).getName())
                                        .getOctets());
        };
    }

    /** RFC 9525, section 6.3: a wildcard is the whole leftmost label and stands for exactly one. */
    private static boolean matchesDns(String presented, String wanted) {
        if (!presented.startsWith("*.")) {
            return presented.equals(wanted);
        }
        int dot = wanted.indexOf('.');
        return dot > 0 && wanted.substring(dot + 1).equals(presented.substring(2));
    }

    /** RFC 5280, section 7.5: the host ignores case, the local part does not. */
    private static boolean sameMailbox(String presented, String wanted) {
        int at = presented.lastIndexOf('@');
        return at > 0
                && wanted.lastIndexOf('@') == at
                && presented.substring(0, at).equals(wanted.substring(0, at))
                && presented.substring(at).equalsIgnoreCase(wanted.substring(at));
    }
}
