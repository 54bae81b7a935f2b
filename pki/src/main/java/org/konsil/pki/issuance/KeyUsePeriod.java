package org.konsil.pki.issuance;

import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/** PrivateKeyUsagePeriod (RFC 3280, section 4.2.1.4; RFC 5280 leaves it to those who need it): how long the key signs. */
final class KeyUsePeriod extends ASN1Object {

    private final Instant first;
    private final Instant last;

    KeyUsePeriod(Instant first, Instant last) {
        this.first = first;
        this.last = last;
    }

    @Override
    public ASN1Primitive toASN1Primitive() {
        ASN1EncodableVector period = new ASN1EncodableVector();
        period.add(new DERTaggedObject(false, 0, new DERGeneralizedTime(Date.from(first))));
        period.add(new DERTaggedObject(false, 1, new DERGeneralizedTime(Date.from(last))));
        return new DERSequence(period);
    }
}
