package org.konsil.pki.lint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** A good certificate whose every field can be made bad, down to the encoding; nobody signs it, lints do not look. */
final class Forgery {

    private static final int EXTENSIONS = 7;

    final ASN1Encodable[] fields;
    final Map<ASN1ObjectIdentifier, ASN1Encodable> extensions = new LinkedHashMap<>();
    final List<ASN1Encodable> extras = new ArrayList<>();
    ASN1Encodable outerAlgorithm;
    private boolean longLengths;

    Forgery(byte[] good) {
        ASN1Sequence certificate = ASN1Sequence.getInstance(good);
        ASN1Sequence body = ASN1Sequence.getInstance(certificate.getObjectAt(0));
        fields = body.toArray();
        outerAlgorithm = certificate.getObjectAt(1);
        for (ASN1Encodable each : ASN1Sequence.getInstance(
                org.bouncycastle.asn1.ASN1TaggedObject.getInstance(fields[EXTENSIONS]), true)) {
            extensions.put(
                    ASN1ObjectIdentifier.getInstance(
                            ASN1Sequence.getInstance(each).getObjectAt(0)),
                    each);
        }
    }

    Forgery field(Field field, ASN1Encodable value) {
        fields[field.ordinal()] = value;
        return this;
    }

    Forgery with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            return with(oid, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Forgery with(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
        ASN1EncodableVector extension = new ASN1EncodableVector();
        extension.add(oid);
        if (critical) {
            extension.add(ASN1Boolean.TRUE);
        }
        extension.add(new DEROctetString(value));
        extensions.put(oid, new DERSequence(extension));
        return this;
    }

    Forgery without(ASN1ObjectIdentifier oid) {
        extensions.remove(oid);
        return this;
    }

    /** The outermost length in a longer form than needed: BER, not DER (X.690, section 10.1). */
    Forgery longLengths() {
        longLengths = true;
        return this;
    }

    byte[] encoded() {
        byte[] der = der();
        if (!longLengths) {
            return der;
        }
        byte[] ber = new byte[der.length + 1];
        System.arraycopy(der, 4, ber, 5, der.length - 4);
        ber[0] = der[0];
        ber[1] = (byte) 0x83;
        ber[3] = der[2];
        ber[4] = der[3];
        return ber;
    }

    private byte[] der() {
        ASN1EncodableVector body = new ASN1EncodableVector();
        for (int i = 0; i < EXTENSIONS; i++) {
            body.add(fields[i]);
        }
        extras.forEach(body::add);
        if (!extensions.isEmpty()) {
            body.add(new DERTaggedObject(3, new DERSequence(extensions.values().toArray(ASN1Encodable[]::new))));
        }
        try {
            return new DERSequence(
                            new ASN1Encodable[] {new DERSequence(body), outerAlgorithm, new DERBitString(new byte[64])})
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields of the body in their order. */
    enum Field {
        VERSION,
        SERIAL,
        ALGORITHM,
        ISSUER,
        VALIDITY,
        SUBJECT,
        KEY
    }
}
