package org.konsil.pki.request;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.request.RequestRefusedException.Reason;

/** Reads PKCS#10 requests (RFC 2986) for device certificates; what it does not know, it refuses. */
public final class DeviceRequestReader {

    public static final int MAX_BYTES = 8 * 1024;

    private static final String DEVICE_URI = "urn:uuid:";
    private static final AlgorithmIdentifier ECDSA_SHA256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    /**
     * Checks size, encoding, key, signature and the form of the claims.
     *
     * @throws RequestRefusedException with the first thing that is wrong
     */
    public DeviceRequest read(byte[] der) throws RequestRefusedException {
        PKCS10CertificationRequest request = parse(der);
        try {
            byte[] publicKey = P256Keys.requireValid(request.getSubjectPublicKeyInfo());
            requireSignature(request);
            List<String> uris = requestedUris(request);
            X500Principal subject = new X500Principal(request.getSubject().getEncoded(ASN1Encoding.DER));
            return new DeviceRequest(publicKey, subject, uris, onlyDevice(uris));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // Bouncy Castle reads fields late, and says so with these.
            throw new RequestRefusedException(Reason.NOT_A_REQUEST, e);
        }
    }

    private static PKCS10CertificationRequest parse(byte[] der) throws RequestRefusedException {
        if (der.length > MAX_BYTES) {
            throw new RequestRefusedException(Reason.TOO_LARGE);
        }
        try {
            ASN1Primitive value = ASN1Primitive.fromByteArray(der);
            if (value == null || !Arrays.equals(value.getEncoded(ASN1Encoding.DER), der)) {
                throw new RequestRefusedException(Reason.NOT_DER);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new RequestRefusedException(Reason.NOT_DER, e);
        }
        try {
            return new PKCS10CertificationRequest(der);
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            throw new RequestRefusedException(Reason.NOT_A_REQUEST, e);
        }
    }

    private static void requireSignature(PKCS10CertificationRequest request) throws RequestRefusedException {
        if (!request.getSignatureAlgorithm().equals(ECDSA_SHA256)) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE_ALGORITHM);
        }
        try {
            boolean valid = request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PkiProvider.INSTANCE)
                    .build(request.getSubjectPublicKeyInfo()));
            if (!valid) {
                throw new RequestRefusedException(Reason.WRONG_SIGNATURE);
            }
        } catch (PKCSException | OperatorCreationException e) {
            throw new RequestRefusedException(Reason.WRONG_SIGNATURE, e);
        }
    }

    private static List<String> requestedUris(PKCS10CertificationRequest request) throws RequestRefusedException {
        Attribute[] attributes = request.getAttributes();
        if (attributes.length != 1
                || !attributes[0].getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)
                || attributes[0].getAttrValues().size() != 1) {
            throw new RequestRefusedException(Reason.UNKNOWN_ATTRIBUTE);
        }
        Extensions extensions =
                Extensions.getInstance(attributes[0].getAttrValues().getObjectAt(0));
        Extension names = extensions.getExtension(Extension.subjectAlternativeName);
        if (names == null || extensions.getExtensionOIDs().length != 1) {
            throw new RequestRefusedException(Reason.UNKNOWN_EXTENSION);
        }
        List<String> uris = new ArrayList<>();
        for (GeneralName name : GeneralNames.getInstance(names.getParsedValue()).getNames()) {
            if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
                throw new RequestRefusedException(Reason.NAMES_OTHER_THAN_URIS);
            }
            uris.add(ASN1IA5String.getInstance(name.getName()).getString());
        }
        return List.copyOf(uris);
    }

    private static UUID onlyDevice(List<String> uris) throws RequestRefusedException {
        List<String> devices = uris.stream()
                .filter(uri -> uri.toLowerCase(Locale.ROOT).startsWith(DEVICE_URI))
                .toList();
        if (devices.size() != 1) {
            throw new RequestRefusedException(Reason.NOT_ONE_DEVICE);
        }
        String text = devices.get(0).substring(DEVICE_URI.length());
        try {
            UUID device = UUID.fromString(text);
            if (!devices.get(0).equals(DEVICE_URI + device)) {
                throw new RequestRefusedException(Reason.NOT_ONE_DEVICE);
            }
            return device;
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(Reason.NOT_ONE_DEVICE, e);
        }
    }
}
