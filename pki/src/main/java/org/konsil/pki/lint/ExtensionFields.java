package org.konsil.pki.lint;

import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;

/** The extensions as they stand in the bytes, before a reader fills in what was left out. */
final class ExtensionFields {

    private static final int EXTENSIONS = 3;

    private ExtensionFields() {}

    static List<ASN1Encodable> raw(LintSubject subject) {
        ASN1Sequence body =
                ASN1Sequence.getInstance(ASN1Sequence.getInstance(subject.der()).getObjectAt(0));
        ASN1Encodable last = body.getObjectAt(body.size() - 1);
        if (!(last instanceof ASN1TaggedObject tagged) || tagged.getTagNo() != EXTENSIONS) {
            return List.of();
        }
        ASN1Sequence extensions = ASN1Sequence.getInstance(tagged, true);
        return IntStream.range(0, extensions.size())
                .mapToObj(extensions::getObjectAt)
                .toList();
    }
}
