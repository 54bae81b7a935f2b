package org.konsil.pki.profile;

import java.io.IOException;
import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** Builds and reads the few distinguished names that Konsil uses. */
public final class DistinguishedNames {

    private DistinguishedNames() {}

    /**
     * The organisation in the CA's subject.
     *
     * @throws IllegalArgumentException if there is not exactly one
     */
    public static String organisation(X509Certificate ca) {
        RDN[] organisations =
                X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.O);
        if (organisations.length != 1 || organisations[0].isMultiValued()) {
            throw new IllegalArgumentException("the CA's subject does not name one organisation");
        }
        if (!(organisations[0].getFirst().getValue() instanceof ASN1String organisation)) {
            throw new IllegalArgumentException("the CA's organisation is no text");
        }
        return organisation.getString();
    }

    static X500Principal organisationOnly(String organisation) {
        return principal(new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, organisation));
    }

    static X500Principal subject(String organisation, String commonName) {
        return principal(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, commonName));
    }

    static X500Principal staff(String organisation, String commonName, String staffId) {
        return principal(new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.SERIALNUMBER, staffId)
                .addRDN(BCStyle.CN, commonName));
    }

    private static X500Principal principal(X500NameBuilder name) {
        try {
            return new X500Principal(name.build().getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("a name that was just built has no encoding", e);
        }
    }
}
