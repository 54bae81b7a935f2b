package org.konsil.pki.issuance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.konsil.pki.profile.Locations;

/** Where the status of a certificate is found (RFC 5280, sections 4.2.1.13 and 4.2.2.1). */
final class LocationExtensions {

    private LocationExtensions() {}

    static void add(X509v3CertificateBuilder builder, Locations locations, boolean answersForOthers)
            throws IOException {
        GeneralNames list = new GeneralNames(uri(locations.revocationList()));
        DistributionPoint point = new DistributionPoint(new DistributionPointName(list), null, null);
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
        List<AccessDescription> access = new ArrayList<>();
        if (!answersForOthers) {
            locations
                    .responder()
                    .ifPresent(
                            address -> access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(address))));
        }
        access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(locations.issuer())));
        builder.addExtension(
                Extension.authorityInfoAccess,
                false,
                new AuthorityInformationAccess(access.toArray(AccessDescription[]::new)));
    }

    private static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }
}
