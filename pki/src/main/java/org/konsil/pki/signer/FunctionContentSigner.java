package org.konsil.pki.signer;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.ContentSigner;

/** Lets Bouncy Castle's builders sign through a {@link FunctionSigner}; good for one signature. */
public final class FunctionContentSigner implements ContentSigner {

    private final FunctionSigner signer;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    /** Signs with the given key. */
    public FunctionContentSigner(FunctionSigner signer) {
        this.signer = signer;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    }

    @Override
    public OutputStream getOutputStream() {
        return content;
    }

    @Override
    public byte[] getSignature() {
        return signer.sign(content.toByteArray());
    }
}
