package org.konsil.protocol.mls.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.proposal.Proposal;

@DisplayName("C1 messages on the wire")
class MlsMessageTest {

    private static final Bytes GROUP = Bytes.of(new byte[16]);

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"00010001bfffffff", "00010002bfffffff", "00010003bfffffff", "00010005bfffffff"})
    @DisplayName("B4 eight bytes that declare 1 GiB are refused without allocating it")
    void refusesEightBytesThatDeclareAGibibyte(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> MlsMessage.decode(bytes)).isInstanceOf(MlsFormatException.class);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> MlsMessage.decode(bytes)).isInstanceOf(MlsFormatException.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", "0001", "00020001", "00010000", "00010006", "00018001", "68656c6c6f"})
    void refusesWhatIsNotMls(String hex) {
        assertThatThrownBy(() -> MlsMessage.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MlsFormatException.class);
    }

    @Property
    void readsAnyBytesToTheSameBytesOrRefusesThem(@ForAll byte[] bytes) {
        try {
            assertThat(MlsMessage.decode(bytes).encode()).isEqualTo(bytes);
        } catch (MlsFormatException refused) {
            assertThat(refused).hasNoCause();
        }
    }

    @Test
    void tellsWhatItHolds() {
        KeyPackage keyPackage = Device.p256("anna").keyPackage();

        MlsMessage read = MlsMessage.decode(MlsMessage.of(keyPackage).encode());

        assertThat(read.format()).isEqualTo(WireFormat.KEY_PACKAGE);
        assertThat(read.findKeyPackage()).contains(keyPackage);
        assertThat(read.findPublicMessage()).isEmpty();
        assertThat(read).isEqualTo(MlsMessage.of(keyPackage));
    }

    @Test
    void anExternalSenderProposesARemoval() {
        Device server = Device.p256("server");
        FramedContent content = removal(new Sender.External(0));

        PublicMessage message = PublicMessage.fromOutside(content, CipherSuite.P256, server.privateKey());
        byte[] sent = MlsMessage.of(message).encode();

        AuthenticatedContent received =
                MlsMessage.decode(sent).findPublicMessage().orElseThrow().authenticated();
        received.requireSignedBy(server.keys.getPublic(), CipherSuite.P256, null);
        assertThat(received.content()).isEqualTo(content);
    }

    @Test
    void refusesAProposalOfAnotherKeyOrWithOneBitChanged() {
        Device server = Device.p256("server");
        PublicMessage message =
                PublicMessage.fromOutside(removal(new Sender.External(0)), CipherSuite.P256, server.privateKey());
        AuthenticatedContent other =
                new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, removal(new Sender.External(1)), message.auth());

        assertRefused(message.authenticated(), Device.p256("eve"));
        assertRefused(other, server);
    }

    private static void assertRefused(AuthenticatedContent content, Device signer) {
        assertThatThrownBy(() -> content.requireSignedBy(signer.keys.getPublic(), CipherSuite.P256, null))
                .isInstanceOfSatisfying(
                        MlsValidationException.class,
                        refused -> assertThat(refused.fault()).isEqualTo(Fault.SIGNATURE_INVALID));
    }

    private static FramedContent removal(Sender sender) {
        return new FramedContent(GROUP, 7, sender, Bytes.EMPTY, new Content.OneProposal(new Proposal.Remove(3)));
    }
}
