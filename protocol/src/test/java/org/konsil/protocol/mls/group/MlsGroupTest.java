package org.konsil.protocol.mls.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.konsil.protocol.mls.Device;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.framing.AuthData;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.WireFormat;
import org.konsil.protocol.mls.leaf.Extensions;

@DisplayName("C1 a group and its life")
class MlsGroupTest {

    private static final Bytes GROUP = Bytes.of(new byte[16]);

    private final Hospital hospital = new Hospital();

    private MlsGroup create(Identity self, WireFormat format) {
        return MlsGroup.create(self, GROUP, Extensions.NONE, hospital.environment(format));
    }

    @ParameterizedTest
    @EnumSource(CipherSuite.class)
    void takesInWritesReadsAndPutsOut(CipherSuite suite) {
        for (WireFormat format : List.of(WireFormat.PUBLIC_MESSAGE, WireFormat.PRIVATE_MESSAGE)) {
            MlsGroup anna = create(Hospital.identity("anna", suite), format);
            Identity ben = Hospital.identity("ben", suite);
            OwnKeyPackage bensKeys = ben.newKeyPackage(new Device("x", suite).lifetime());

            StagedCommit adding = anna.commit(CommitPlan.adding(bensKeys.keyPackage()));
            anna.accept(adding);
            MlsGroup bens = MlsGroup.join(
                    ben,
                    bensKeys,
                    adding.welcome().orElseThrow().findWelcome().orElseThrow(),
                    null,
                    hospital.environment(format));

            agree(anna, bens);
            say(anna, bens, "Grüße von Station 3");
            say(bens, anna, "zurück");
            StagedCommit fresh = bens.commit(CommitPlan.refreshing());
            bens.accept(fresh);
            receive(anna, fresh.commit());
            agree(anna, bens);
            StagedCommit out = anna.commit(CommitPlan.removing(1));
            anna.accept(out);
            receive(bens, out.commit());
            assertThat(bens.isOver()).isTrue();
        }
    }

    static void agree(MlsGroup one, MlsGroup other) {
        assertThat(other.context()).isEqualTo(one.context());
        assertThat(other.epochAuthenticator()).isEqualTo(one.epochAuthenticator());
        assertThat(other.tree()).isEqualTo(one.tree());
    }

    static AuthData authOf(MlsMessage message) {
        return message.findPublicMessage().orElseThrow().auth();
    }

    static Received receive(MlsGroup group, MlsMessage message) {
        return group.receive(MlsMessage.decode(message.encode()));
    }

    static void say(MlsGroup from, MlsGroup to, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Received received = receive(to, from.seal(bytes, Bytes.EMPTY));
        assertThat(received).isInstanceOfSatisfying(Received.Application.class, application -> {
            assertThat(application.content()).isEqualTo(Bytes.of(bytes));
            assertThat(application.sender()).isEqualTo(from.ownLeaf());
        });
    }
}
