package org.konsil.pki.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.pki.TestAuthorities;
import org.konsil.pki.TestHospital;
import org.konsil.pki.issuance.IssuanceOrder;
import org.konsil.pki.profile.CertificateProfiles;
import org.konsil.pki.profile.IssuingAuthority;

class Pkcs12CaSignerTest implements CaSignerContract {

    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void makesTheFile() throws Exception {
        file = folder.resolve("ca.p12");
        Files.write(file, encrypted(PASSWORD));
    }

    @Override
    public CaSigner open() {
        return Pkcs12CaSigner.open(file, PASSWORD);
    }

    @Override
    public void openWithAWrongSecret() {
        Pkcs12CaSigner.open(file, "wrong horse".toCharArray());
    }

    @Override
    public void openWithAForeignCertificate() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        X509Certificate foreign =
                TestAuthorities.open().ca(IssuingAuthority.DEVICE).certificate();
        store.setKeyEntry("ca", TestHospital.newKeys("P-384").getPrivate(), PASSWORD, new X509Certificate[] {foreign});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD);
        Files.write(file, bytes.toByteArray());
        open();
    }

    @Test
    @DisplayName("A5: two officers open a CA together; neither half alone says anything, and a mistyped one is named")
    void opensWithTwoHalves() throws Exception {
        UnlockHalves halves = UnlockHalves.generate(new SecureRandom());
        Files.write(file, encrypted(halves.password()));

        char[] joined = UnlockHalves.join(halves.second(), halves.first());

        assertThat(Pkcs12CaSigner.open(file, joined).certificate()).isNotNull();
        assertThatThrownBy(() -> Pkcs12CaSigner.open(file, halves.first())).isInstanceOf(SignerFailedException.class);
        char[] mistyped = halves.second();
        mistyped[5] = mistyped[5] == '0' ? '1' : '0';
        assertThatThrownBy(() -> UnlockHalves.join(halves.first(), mistyped))
                .isInstanceOf(SignerFailedException.class)
                .hasMessage("the second half is mistyped");
        assertThatThrownBy(() -> UnlockHalves.join(new char[] {'x'}, halves.second()))
                .hasMessage("the first half is mistyped");
        assertThat(halves).hasToString("UnlockHalves[secret]");
        halves.wipe();
        assertThat(halves.password()).containsOnly('\0');
    }

    @Test
    void halvesOfOtherPasswordsOpenNothing() {
        UnlockHalves one = UnlockHalves.generate(new SecureRandom());
        UnlockHalves other = UnlockHalves.generate(new SecureRandom());

        assertThat(Arrays.equals(UnlockHalves.join(one.first(), other.second()), one.password()))
                .isFalse();
    }

    private static byte[] encrypted(char[] password) throws Exception {
        TestAuthorities authorities = TestAuthorities.open();
        CaKey key = CaKey.generate();
        X509Certificate certificate = authorities
                .issuer(CertificateProfiles.DEVICE_CA)
                .issue(
                        new IssuanceOrder(
                                CertificateProfiles.DEVICE_CA,
                                key.publicKey(),
                                TestAuthorities.names(CertificateProfiles.DEVICE_CA),
                                TestAuthorities.locations(IssuingAuthority.ROOT)),
                        ticket -> {});
        return key.unsafeEncrypted(new X509Certificate[] {certificate, authorities.root()}, password);
    }
}
