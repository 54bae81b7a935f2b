package org.konsil.pki;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;
import org.bouncycastle.util.Selector;

/** Certificates in the wrapping that EST uses: certs-only PKCS#7, which nobody signs (RFC 5272, section 4.1). */
public final class CertificateBundle {

    private CertificateBundle() {}

    /**
     * Wraps certificates.
     *
     * @param certificates DER
     * @return DER
     */
    public static byte[] encode(List<byte[]> certificates) {
        try {
            Collection<X509CertificateHolder> holders = new ArrayList<>();
            for (byte[] der : certificates) {
                holders.add(new X509CertificateHolder(der));
            }
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new CollectionStore<>(holders));
            return generator.generate(new CMSAbsentContent(), false).getEncoded(ASN1Encoding.DER);
        } catch (IOException | CMSException e) {
            throw new IllegalArgumentException("these are no certificates", e);
        }
    }

    /**
     * Unwraps certificates, in no order that means anything; nothing of them is checked.
     *
     * @throws IOException if the bytes are no such wrapping
     */
    public static List<byte[]> decode(byte[] der) throws IOException {
        try {
            List<byte[]> certificates = new ArrayList<>();
            Selector<X509CertificateHolder> all = new EveryCertificate();
            for (X509CertificateHolder holder :
                    new CMSSignedData(der).getCertificates().getMatches(all)) {
                certificates.add(holder.getEncoded());
            }
            return certificates;
        } catch (CMSException | IllegalArgumentException | IllegalStateException e) {
            throw new IOException("not a certs-only PKCS#7", e);
        }
    }

    private static final class EveryCertificate implements Selector<X509CertificateHolder> {
        @Override
        public boolean match(X509CertificateHolder certificate) {
            return true;
        }

        @Override
        public Object clone() {
            return this;
        }
    }
}
