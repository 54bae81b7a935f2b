package org.konsil.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.Certificates;
import org.konsil.pki.ceremony.CeremonyPlan;
import org.konsil.pki.ceremony.ServerCertificates;
import org.konsil.pki.profile.PublicAddresses;
import org.konsil.pki.signer.Pkcs12CaSigner;
import org.konsil.pki.signer.SignerFailedException;
import org.konsil.pki.signer.UnlockHalves;
import picocli.CommandLine;

/** Every act through the command, on real files; what officers carry is copied between two folders. */
@DisplayName("A5: konsil ceremony")
class CeremonyCommandTest {

    private static final List<String> AUTHORITIES = List.of("staff", "device", "service");
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    private Path folder;

    private Path offline;
    private Path online;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writesThePassword() throws Exception {
        offline = folder.resolve("offline");
        online = folder.resolve("online");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @Test
    @DisplayName(
            "goes all the way: root, requests, signatures, import, the next year's lists, an emergency, two officers")
    void goesAllTheWay() throws Exception {
        String root = shown(act(offline, "root"));
        for (String authority : AUTHORITIES) {
            act(online, "request", "--authority", authority);
            carry(online, offline, authority + "-ca.csr");
        }
        assertThat(shown(act(offline, "sign"))).as("the root stays the same").isEqualTo(root);

        carry(offline, online, "root.crt", "root.crl", "staff-ca.crt", "device-ca.crt", "service-ca.crt");
        for (String authority : AUTHORITIES) {
            act(online, "complete", "--authority", authority, "--root-sha256", root);
            assertThat(Pkcs12CaSigner.open(online.resolve(authority + "-ca.p12"), PASSWORD.toCharArray())
                            .certificate())
                    .isEqualTo(Certificates.read(offline.resolve(authority + "-ca.crt")));
        }
        assertThat(online.resolve("root.p12")).doesNotExist();
        aServerStartsWithIt();

        yearPasses();
        emergencyComes();
        twoOfficersTakeOver();
    }

    @Test
    @DisplayName("imports nothing with a wrong fingerprint, without the root's list, or with another root's")
    void importsNothingElse() throws Exception {
        String root = shown(act(offline, "root"));
        act(online, "request", "--authority", "device");
        carry(online, offline, "device-ca.csr");
        act(offline, "sign");
        carry(offline, online, "root.crt", "device-ca.crt");

        refused("the root's list is missing", "complete", "--authority", "device", "--root-sha256", root);
        Path other = folder.resolve("other");
        act(other, "root");
        Files.copy(other.resolve("root.crl"), online.resolve("root.crl"));
        refused("the root's list is not good", "complete", "--authority", "device", "--root-sha256", root);
        carry(offline, online, "root.crl");
        refused("whose fingerprint was written down", "complete", "--authority", "device", "--root-sha256", "00");
        refused("another CA's", "complete", "--authority", "device", "--hospital", "Other", "--root-sha256", root);
        carry(offline, online, "root-emergency-device.crl");
        Files.move(
                online.resolve("root-emergency-device.crl"),
                online.resolve("root.crl"),
                StandardCopyOption.REPLACE_EXISTING);
        refused("revokes this CA", "complete", "--authority", "device", "--root-sha256", root);
    }

    /** The launcher's own step makes the TLS server's certificate below the imported Service CA. */
    private void aServerStartsWithIt() throws Exception {
        char[] password = PASSWORD.toCharArray();
        ServerCertificates servers = new ServerCertificates(Clock.systemUTC());
        servers.trustIfMissing(online, password);
        CeremonyPlan plan = new CeremonyPlan(
                "Klinikum Süd",
                List.of("konsil.klinikum.example"),
                new PublicAddresses("http://konsil.klinikum.example:8080/pki"));
        assertThat(servers.renewIfDue(online, plan, password, password)).isTrue();
        KeyStore store = KeyStore.getInstance(online.resolve("server.p12").toFile(), password);
        X509Certificate leaf = (X509Certificate) store.getCertificate("server");
        leaf.verify(Certificates.read(online.resolve("service-ca.crt")).getPublicKey());
        assertThat(servers.renewIfDue(online, plan, password, password)).isFalse();
        assertThat(KeyStore.getInstance(online.resolve("truststore.p12").toFile(), password)
                        .getCertificate("root"))
                .isEqualTo(Certificates.read(offline.resolve("root.crt")));
    }

    private void yearPasses() throws Exception {
        carry(online, offline, "root.crl");
        act(offline, "lists");
        assertThat(list(offline.resolve("root.crl")).getRevokedCertificates()).isNull();
        publish(offline.resolve("root.crl"));
        failed("not newer", publishing(offline.resolve("root.crl")));
    }

    private void emergencyComes() throws Exception {
        X509Certificate device = Certificates.read(offline.resolve("device-ca.crt"));
        publish(offline.resolve("root-emergency-device.crl"));
        assertThat(list(online.resolve("root.crl")).isRevoked(device)).isTrue();

        Path forgetful = folder.resolve("forgetful.crl");
        act(offline, "lists");
        Files.copy(offline.resolve("root.crl"), forgetful);
        failed("lacks a CA", publishing(forgetful));

        carry(online, offline, "root.crl");
        act(offline, "lists");
        act(offline, "lists");
        publish(offline.resolve("root.crl"));
        assertThat(list(online.resolve("root.crl")).isRevoked(device)).isTrue();
    }

    private void twoOfficersTakeOver() throws Exception {
        Path first = folder.resolve("half-1");
        Path second = folder.resolve("half-2");
        act(online, "halve", "--authority", "staff", "--first-half", "" + first, "--second-half", "" + second);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rw-------");
        char[] joined = UnlockHalves.join(half(first), half(second));
        Path key = online.resolve("staff-ca.p12");
        assertThat(Pkcs12CaSigner.open(key, joined).certificate())
                .isEqualTo(Certificates.read(offline.resolve("staff-ca.crt")));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Pkcs12CaSigner.open(key, PASSWORD.toCharArray()))
                .isInstanceOf(SignerFailedException.class);
    }

    private static char[] half(Path file) throws Exception {
        return Files.readString(file).strip().toCharArray();
    }

    /** Reads the code, compares it with the printed transcript, and gives back the root's fingerprint. */
    private static String shown(String printed) throws Exception {
        List<String> lines = printed.lines().toList();
        int end = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("transcript sha256="))
                .findFirst()
                .orElseThrow());
        String transcript = String.join("\n", lines.subList(0, end)) + "\n";
        String sha256 = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(transcript.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(lines.get(end)).isEqualTo("transcript sha256=" + sha256);
        Photo photo = new Photo(lines.subList(end + 1, lines.size()));
        // The picture is exact: looking for the code's corners, as in a real photo, goes wrong for a few codes of a
        // thousand.
        String content = new QRCodeReader()
                .decode(
                        new BinaryBitmap(new GlobalHistogramBinarizer(photo)),
                        Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
        assertThat(content).endsWith(":TRANSCRIPT:" + sha256.toUpperCase(Locale.ROOT));
        String root = content.substring(content.indexOf("ROOT:") + 5, content.indexOf(":TRANSCRIPT"));
        assertThat(transcript).contains(root.toLowerCase(Locale.ROOT));
        return root;
    }

    /** A picture of the lines: each half block four pixels square. */
    private static final class Photo extends LuminanceSource {

        private static final int SCALE = 4;
        private final List<String> lines;

        Photo(List<String> lines) {
            super(lines.get(0).length() * SCALE, lines.size() * 2 * SCALE);
            this.lines = lines;
        }

        @Override
        public byte[] getRow(int y, byte[] row) {
            byte[] pixels = new byte[getWidth()];
            String line = lines.get(y / SCALE / 2);
            boolean upper = y / SCALE % 2 == 0;
            for (int x = 0; x < pixels.length; x++) {
                char block = line.charAt(x / SCALE);
                boolean light = block == '\u2588' || block == (upper ? '\u2580' : '\u2584');
                pixels[x] = (byte) (light ? 0xff : 0);
            }
            return pixels;
        }

        @Override
        public byte[] getMatrix() {
            byte[] matrix = new byte[getWidth() * getHeight()];
            for (int y = 0; y < getHeight(); y++) {
                System.arraycopy(getRow(y, new byte[0]), 0, matrix, y * getWidth(), getWidth());
            }
            return matrix;
        }
    }

    private static X509CRL list(Path file) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private void publish(Path list) {
        assertThat(run(publishing(list))).as("%s", err).isZero();
    }

    private List<String> publishing(Path list) {
        return List.of("ceremony", "publish", "--folder", online.toString(), "--list", list.toString());
    }

    private static void carry(Path from, Path to, String... files) throws Exception {
        for (String file : files) {
            Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String act(Path where, String... words) {
        assertThat(run(arguments(where, words))).as("%s", err).isZero();
        return out.toString();
    }

    private void refused(String why, String... words) {
        failed(why, arguments(online, words));
    }

    private void failed(String why, List<String> arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCode.FAILURE.number());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(why);
    }

    private List<String> arguments(Path where, String... words) {
        List<String> all = new ArrayList<>(List.of("ceremony"));
        all.addAll(Arrays.asList(words));
        if (!all.contains("--hospital")) {
            all.addAll(List.of("--hospital", "Klinikum Süd"));
        }
        all.addAll(List.of("--host", "konsil.klinikum.example"));
        all.addAll(List.of("--published-at", "http://konsil.klinikum.example:8080/pki"));
        all.addAll(List.of("--folder", where.toString()));
        all.addAll(List.of("--password-file", folder.resolve("password").toString()));
        return all;
    }

    private int run(List<String> words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = KonsilCommand.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(words.toArray(String[]::new));
    }
}
