package org.konsil.pki.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;

/**
 * A token in software, Debian's SoftHSM2. The library reads where its tokens are from the environment of the JVM or from its
 * own file; what the test makes, it makes there under a label of its own.
 */
class Pkcs11CaSignerTest implements CaSignerContract {

    private static final List<Path> LIBRARIES = Stream.of(
                    "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")
            .map(Path::of)
            .toList();
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");
    private static final char[] PIN = "123456".toCharArray();

    @TempDir
    private static Path folder;

    private static Path configuration;
    private static PrivateKey key;

    @BeforeAll
    static void makesAToken() throws Exception {
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
        assumeTrue(library != null, "without Debian's softhsm2: skipped");
        String label = "konsil-test-" + ProcessHandle.current().pid();
        String said = run(
                "softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", "123456");
        Matcher slot = SLOT.matcher(said);
        assumeTrue(slot.find(), "softhsm2-util makes no token here: skipped");
        configuration = folder.resolve("token.cfg");
        Files.writeString(
                configuration, "name = " + label + "\nlibrary = " + library + "\nslot = " + slot.group(1) + "\n");
        fill(Pkcs11CaSigner.provider(configuration));
    }

    @org.junit.jupiter.api.AfterAll
    static void deletesTheToken() throws Exception {
        if (configuration != null) {
            run(
                    "softhsm2-util",
                    "--delete-token",
                    "--token",
                    "konsil-test-" + ProcessHandle.current().pid());
        }
    }

    @Override
    public CaSigner open() {
        return Pkcs11CaSigner.open(configuration, "device-ca", PIN);
    }

    @Override
    public void openWithAWrongSecret() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS11", Pkcs11CaSigner.provider(configuration));
        store.load(null, PIN);
        ((java.security.AuthProvider) store.getProvider()).logout();
        Pkcs11CaSigner.open(configuration, "device-ca", "000000".toCharArray());
    }

    @Override
    public void openWithAForeignCertificate() {
        Pkcs11CaSigner.open(configuration, "foreign", PIN);
    }

    @Test
    @DisplayName("A5: a key that was made in a token does not leave it")
    void theKeyStaysInTheToken() {
        open();

        assertThat(key.getEncoded()).isNull();
    }

    /** Makes the CA's key in the token, has the root certify it, and puts a second key beside a foreign certificate. */
    private static void fill(Provider token) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS11", token);
        store.load(null, PIN);
        TestAuthorities authorities = TestAuthorities.open();
        KeyPair keys = newKeys(token);
        X509Certificate certificate = authorities.issue(CertificateProfiles.DEVICE_CA, keys);
        store.setKeyEntry("device-ca", keys.getPrivate(), null, new X509Certificate[] {certificate});
        store.setKeyEntry("foreign", newKeys(token).getPrivate(), null, new X509Certificate[] {
            authorities.ca(IssuingAuthority.STAFF).certificate()
        });
        store.store(null);
        key = (PrivateKey) store.getKey("device-ca", null);
    }

    private static KeyPair newKeys(Provider token) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", token);
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        return generator.generateKeyPair();
    }

    private static String run(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putIfAbsent("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
