package org.konsil.pki.request;

import java.io.IOException;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * What an EST server wants to find in a request: CsrAttrs (RFC 7030, section 4.5.2; RFC 8951, section 3.4) with the
 * challenge, and the same as a template (RFC 9908, section 3.4) for those who read templates.
 */
public final class CsrAttributes {
    /** id-aa-certificationRequestInfoTemplate of RFC 9908. */
    private static final ASN1ObjectIdentifier TEMPLATE = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.61");

    private static final int MAX_BYTES = 4096;
    private static final Pattern CHALLENGE = Pattern.compile("[0-9A-Za-z]{16,64}");

    private CsrAttributes() {}

    /**
     * The attributes of a request for a P-256 key.
     *
     * @param challenge goes into the request's challengePassword; letters and digits
     * @return DER
     */
    public static byte[] of(String challenge) {
        ASN1Encodable challengeAttribute =
                attribute(PKCSObjectIdentifiers.pkcs_9_at_challengePassword, new DERPrintableString(challenge));
        DERSequence attributes = new DERSequence(new ASN1Encodable[] {
            attribute(TEMPLATE, template(challengeAttribute)),
            challengeAttribute,
            attribute(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1),
            X9ObjectIdentifiers.ecdsa_with_SHA256
        });
        try {
            return attributes.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a value that was just built has no encoding", e);
        }
    }

    /**
     * The challenge in what a server sent.
     *
     * @throws IOException if it is not DER, too large, or has no challenge of the usual form
     */
    public static String challengeIn(byte[] der) throws IOException {
        if (der.length > MAX_BYTES) {
            throw new IOException("attributes too large");
        }
        try {
            if (!(ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence attributes)) {
                throw new IOException("no attributes");
            }
            for (ASN1Encodable one : attributes) {
                if (one instanceof ASN1Sequence sequence
                        && PKCSObjectIdentifiers.pkcs_9_at_challengePassword.equals(sequence.getObjectAt(0))) {
                    return requireChallenge(ASN1Set.getInstance(sequence.getObjectAt(1)));
                }
            }
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new IOException("no attributes", e);
        }
        throw new IOException("no challenge");
    }

    private static String requireChallenge(ASN1Set values) throws IOException {
        if (values.size() == 1
                && values.getObjectAt(0) instanceof ASN1PrintableString text
                && CHALLENGE.matcher(text.getString()).matches()) {
            return text.getString();
        }
        throw new IOException("challenge malformed");
    }

    /** The subject stays empty: the names come from the directory. The key is the client's, so only its kind is given. */
    private static DERSequence template(ASN1Encodable challenge) {
        AlgorithmIdentifier p256 =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, X9ObjectIdentifiers.prime256v1);
        return new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(0),
            new X500Name(""),
            new DERTaggedObject(false, 0, new DERSequence(p256)),
            new DERTaggedObject(false, 1, new DERSet(challenge))
        });
    }

    private static DERSequence attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new DERSequence(new ASN1Encodable[] {type, new DERSet(value)});
    }
}
