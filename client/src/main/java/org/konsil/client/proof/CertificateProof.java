package org.konsil.client.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.konsil.pki.Certificates;
import org.konsil.protocol.proof.Proof;
import org.konsil.protocol.proof.ProofFault;
import org.konsil.protocol.proof.ProofRefusedException;
import org.konsil.protocol.proof.UnverifiedProof;
import org.konsil.protocol.proof.note.NoteKey;

/**
 * A certificate is in the proof log (N12): nobody who runs the authority can have issued it unseen.
 *
 * @param proof whose checkpoint a caller may hold against its witness policy
 */
public record CertificateProof(Proof proof) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Checks the log's signature, the path, and that the entry is about this certificate: what it says of issuer, serial and digest is
     * recomputed from it.
     *
     * @param file C2SP tlog-proof with the entry in its extra line, from anybody
     * @throws ProofRefusedException if it does not show that
     */
    public static CertificateProof check(byte[] file, X509Certificate certificate, NoteKey log) {
        UnverifiedProof unverified = UnverifiedProof.parse(file);
        byte[] entry = unverified.extra();
        Proof proof = unverified.check(log, entry);
        JsonNode event = parse(entry);
        JsonNode subject = event.path("subject");
        boolean isAboutIt = event.path("kind").asText().equals("certificate-issued")
                && subject.path("sha256").asText().equals(Certificates.sha256(certificate))
                && subject.path("issuer").asText().equals(Certificates.issuerKeyId(certificate));
        if (!isAboutIt) {
            throw new ProofRefusedException(ProofFault.NOT_INCLUDED);
        }
        return new CertificateProof(proof);
    }

    private static JsonNode parse(byte[] entry) {
        try {
            JsonNode event = JSON.readTree(entry);
            if (event != null) {
                return event;
            }
        } catch (IOException noEvent) {
            throw new ProofRefusedException(ProofFault.MALFORMED);
        }
        throw new ProofRefusedException(ProofFault.MALFORMED);
    }
}
