package org.konsil.pki.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.signer.CaContentSigner;
import org.konsil.pki.signer.CaSigner;

/**
 * Makes CRLs (RFC 5280, section 5) of one CA, complete or a shard of {@link Shards}.
 *
 * <p>A complete list names no issuing distribution point, which means all certificates and all reasons (section 5.2.5). A shard
 * has one, critical, with exactly the address that is in its certificates; all its flags are false, hence absent.
 */
public final class RevocationListBuilder {

    private final CaSigner ca;
    private final Duration life;
    private final @Nullable String address;

    /**
     * Makes complete lists of this CA.
     *
     * @param life from thisUpdate to nextUpdate
     */
    public RevocationListBuilder(CaSigner ca, Duration life) {
        this(ca, life, null);
    }

    private RevocationListBuilder(CaSigner ca, Duration life, @Nullable String address) {
        this.ca = ca;
        this.life = life;
        this.address = address;
    }

    /**
     * Makes lists of one shard.
     *
     * @param address as in the distribution point of the shard's certificates
     */
    public static RevocationListBuilder ofShard(CaSigner ca, Duration life, String address) {
        return new RevocationListBuilder(ca, life, address);
    }

    /**
     * Builds, signs and checks a list.
     *
     * @param number greater than that of every list before
     * @return the list, DER
     */
    public byte[] build(BigInteger number, Instant thisUpdate, List<RevokedCertificate> revoked) {
        if (address != null && revoked.size() > Shards.SIZE) {
            throw new RevocationListFailedException("a shard has at most " + Shards.SIZE + " entries");
        }
        Instant begin = thisUpdate.truncatedTo(ChronoUnit.SECONDS);
        X509v2CRLBuilder builder = new X509v2CRLBuilder(
                X500Name.getInstance(ca.certificate().getSubjectX500Principal().getEncoded()), Date.from(begin));
        builder.setNextUpdate(Date.from(begin.plus(life)));
        for (RevokedCertificate entry : revoked) {
            // Code 0 writes no reason at all, as section 5.3.1 asks for "unspecified".
            builder.addCRLEntry(
                    entry.serial(), Date.from(entry.at()), entry.reason().code());
        }
        try {
            builder.addExtension(Extension.authorityKeyIdentifier, false, keyId(ca.certificate()));
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            if (address != null) {
                builder.addExtension(Extension.issuingDistributionPoint, true, scope(address));
            }
            X509CRLHolder list = builder.build(new CaContentSigner(ca));
            if (!list.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PkiProvider.INSTANCE)
                    .build(ca.certificate()))) {
                throw new RevocationListFailedException("the CA's signature is bad");
            }
            return list.getEncoded();
        } catch (IOException | CertException | OperatorCreationException e) {
            throw new RevocationListFailedException("the revocation list could not be built", e);
        }
    }

    private static IssuingDistributionPoint scope(String address) {
        GeneralNames name = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        return new IssuingDistributionPoint(new DistributionPointName(name), false, false);
    }

    private static AuthorityKeyIdentifier keyId(X509Certificate ca) {
        byte[] extension = ca.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        byte[] value = ASN1OctetString.getInstance(extension).getOctets();
        return new AuthorityKeyIdentifier(ASN1OctetString.getInstance(value).getOctets());
    }
}
