package org.konsil.client.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.konsil.pki.Certificates;
import org.konsil.pki.PkiProvider;
import org.konsil.pki.SerialNumbers;
import org.konsil.pki.issuance.CertificateIssuer;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.AlternativeName;
import org.konsil.pki.profile.AuthorityNames;
import org.konsil.pki.profile.CertificateProfile;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.FunctionNames;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.profile.ServerNames;
import org.konsil.pki.profile.SubjectNames;
import org.konsil.pki.signer.CaSigner;
import org.konsil.pki.signer.FunctionKey;
import org.konsil.pki.signer.FunctionSigner;
import org.konsil.pki.timestamp.TimeStampAuthority;
import org.konsil.pki.timestamp.TimeStampQuestion;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.proof.KeyStatement;
import org.konsil.protocol.proof.Proof;
import org.konsil.protocol.proof.note.NoteKind;
import org.konsil.protocol.proof.note.NoteSigner;
import org.konsil.protocol.proof.note.TreeHead;
import org.konsil.protocol.proof.tile.EntryBundle;
import org.konsil.protocol.proof.tile.TileEdge;
import org.konsil.protocol.proof.tile.TilePath;
import org.konsil.protocol.proof.tree.TreeHash;
import org.konsil.protocol.proof.tree.TreeProofs;

/** A hospital with a root, a Service CA, and a proof log in a folder; made of what the server makes it of. */
public final class SignedLog {

    static final String ORIGIN = "proof.klinikum.example/2026";
    private static final String DOMAIN = "klinikum.example";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T21:30:00Z"), ZoneOffset.UTC);

    public final X509Certificate root;
    final NoteSigner signer;
    private final KeyPair caKeys;
    final X509Certificate ca;
    private final FunctionSigner clockwork;
    final List<byte[]> entries = new ArrayList<>();

    public SignedLog(int seed) throws Exception {
        this(seed, CertificateProfiles.PROOF_LOG);
    }

    SignedLog(int seed, CertificateProfile voucher) throws Exception {
        KeyPair rootKeys = keys("P-384");
        root = selfSigned(rootKeys);
        caKeys = keys("P-384");
        ca = issue(
                signer(root, rootKeys),
                CertificateProfiles.SERVICE_CA,
                caKeys.getPublic().getEncoded(),
                new AuthorityNames("Klinikum", "Service CA", List.of(AlternativeName.dns(DOMAIN))));
        FunctionKey key = FunctionKey.generate();
        X509Certificate certificate =
                issue(signer(ca, caKeys), voucher, key.publicKey(), new FunctionNames("Klinikum", "Proof Log"));
        FunctionKey stampKey = FunctionKey.generate();
        clockwork = stampKey.certified(issue(
                signer(ca, caKeys),
                CertificateProfiles.TIME_STAMP,
                stampKey.publicKey(),
                new FunctionNames("Klinikum", "Time Stamp")));
        byte[] secret = new byte[NoteSigner.SECRET_BYTES];
        Arrays.fill(secret, (byte) seed);
        signer = NoteSigner.of(ORIGIN, NoteKind.LOG, SecretBytes.owning(secret));
        Instant from = CLOCK.instant();
        Instant to = certificate.getNotAfter().toInstant();
        byte[] signature = key.certified(certificate).sign(KeyStatement.content(signer.key(), from, to));
        entries.add(new KeyStatement(
                        signer.key(), from, to, signature, List.of(Certificates.der(certificate), Certificates.der(ca)))
                .entry());
    }

    /** Certificate and key of a server of the hospital, PKCS#12. */
    public Path tls(Path file, String password) throws Exception {
        KeyPair keys = keys("P-256");
        X509Certificate certificate = issue(
                signer(ca, caKeys),
                CertificateProfiles.TLS_SERVER,
                keys.getPublic().getEncoded(),
                new ServerNames(List.of("witness." + DOMAIN), List.of()));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", keys.getPrivate(), password.toCharArray(), new X509Certificate[] {certificate, ca});
        try (OutputStream sealed = Files.newOutputStream(file)) {
            store.store(sealed, password.toCharArray());
        }
        return file;
    }

    /** What the hospital's authority says of this text: TimeStampResp (RFC 3161), DER. */
    byte[] stamp(byte[] text) throws Exception {
        TimeStampAuthority authority = new TimeStampAuthority(
                clockwork, CertificateProfiles.TIME_STAMP.policy(), new SerialNumbers(new SecureRandom()), CLOCK);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
        return authority.answer(new TimeStampQuestion(digest, new SecureRandom()).encoded());
    }

    public SignedLog with(int events) {
        int first = entries.size();
        for (int i = first; i < first + events; i++) {
            entries.add(event(i));
        }
        return this;
    }

    static byte[] event(int number) {
        return ("{\"at\":\"2026-11-26T21:30:00Z\",\"kind\":\"device-removed\",\"subject\":{\"device\":\"p:" + number
                        + "\"},\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** That the entry at this place is in the log, with the entry (C2SP tlog-proof). */
    byte[] proof(int place) {
        TreeProofs proofs = new TreeProofs(this::node);
        TreeHead head = new TreeHead(ORIGIN, entries.size(), proofs.head(entries.size()));
        return Proof.of(entries.get(place), place, proofs.inclusion(place, entries.size()), signer.sign(head))
                .encodeWith(entries.get(place));
    }

    private TreeHash node(int height, long index) {
        return height == 0
                ? TreeHash.ofLeaf(entries.get((int) index))
                : TreeHash.ofChildren(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }

    /** As the server would give it out: signed, whatever its entries are. */
    public void export(Path folder) throws IOException {
        LogFolder files = new LogFolder(folder);
        TileEdge edge = new TileEdge();
        for (byte[] entry : entries) {
            edge.append(TreeHash.ofLeaf(entry), (path, bytes) -> write(files, path.text(), bytes));
        }
        edge.partial((path, bytes) -> write(files, path.text(), bytes));
        for (int from = 0; from < entries.size(); from += TilePath.FULL) {
            List<byte[]> bundle = entries.subList(from, Math.min(entries.size(), from + TilePath.FULL));
            TilePath path = TilePath.entries(from / TilePath.FULL, bundle.size());
            files.write(path.text(), EntryBundle.encode(bundle));
        }
        files.write("checkpoint", checkpoint(edge));
    }

    private byte[] checkpoint(TileEdge edge) {
        return signer.sign(new TreeHead(ORIGIN, edge.size(), edge.head())).encode();
    }

    private static void write(LogFolder files, String name, byte[] bytes) {
        try {
            files.write(name, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static X509Certificate issue(CaSigner ca, CertificateProfile profile, byte[] key, SubjectNames names) {
        CertificateIssuer issuer = new CertificateIssuer(ca, DOMAIN, new SerialNumbers(new SecureRandom()), CLOCK);
        IssuingAuthority by =
                profile == CertificateProfiles.SERVICE_CA ? IssuingAuthority.ROOT : IssuingAuthority.SERVICE;
        PublicAddresses addresses = new PublicAddresses("http://konsil." + DOMAIN + ":8080/pki");
        return issuer.issue(new IssuanceOrder(profile, key, names, addresses.of(by, 1)), ticket -> {});
    }

    private static X509Certificate selfSigned(KeyPair keys) throws Exception {
        X500Name name = new X500Name("O=Klinikum,CN=Root CA");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TEN,
                Date.from(CLOCK.instant().minus(Duration.ofDays(1))),
                Date.from(CLOCK.instant().plus(Duration.ofDays(3285))),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(1));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA384withECDSA")
                        .setProvider(PkiProvider.INSTANCE)
                        .build(keys.getPrivate())));
    }

    private static KeyPair keys(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PkiProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static CaSigner signer(X509Certificate certificate, KeyPair keys) {
        return new CaSigner() {
            @Override
            public X509Certificate certificate() {
                return certificate;
            }

            @Override
            public byte[] sign(byte[] toBeSigned) {
                try {
                    Signature signature = Signature.getInstance("SHA384withECDSA", PkiProvider.INSTANCE);
                    signature.initSign(keys.getPrivate());
                    signature.update(toBeSigned);
                    return signature.sign();
                } catch (GeneralSecurityException failure) {
                    throw new AssertionError(failure);
                }
            }
        };
    }
}
