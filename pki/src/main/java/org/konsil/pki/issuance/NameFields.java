package org.konsil.pki.issuance;

import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.konsil.pki.profile.AlternativeName;

/** Names as the extensions hold them (RFC 5280, sections 4.2.1.6 and 4.2.1.10). */
final class NameFields {

    private NameFields() {}

    static GeneralNames alternatives(List<AlternativeName> names) {
        return new GeneralNames(names.stream().map(NameFields::general).toArray(GeneralName[]::new));
    }

    static NameConstraints permitted(List<AlternativeName> subtrees) {
        GeneralSubtree[] permitted =
                subtrees.stream().map(name -> new GeneralSubtree(general(name))).toArray(GeneralSubtree[]::new);
        return new NameConstraints(permitted, null);
    }

    private static GeneralName general(AlternativeName name) {
        return switch (name.kind()) {
            case DNS -> new GeneralName(GeneralName.dNSName, name.text());
            case URI -> new GeneralName(GeneralName.uniformResourceIdentifier, name.text());
            case IP -> new GeneralName(GeneralName.iPAddress, name.text());
            case DIRECTORY -> new GeneralName(new X500Name(name.text()));
        };
    }
}
