package org.konsil.protocol.mls.group;

import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.framing.AuthenticatedContent;
import org.konsil.protocol.mls.framing.Content;
import org.konsil.protocol.mls.framing.FramedContent;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.protocol.mls.framing.PublicProtection;
import org.konsil.protocol.mls.framing.Sender;
import org.konsil.protocol.mls.framing.WireFormat;

/** Signs and seals what a member says in one epoch (RFC 9420, section 6). */
record MessageWriter(GroupState state, Identity self, GroupEnvironment environment) {

    AuthenticatedContent sign(WireFormat format, Content content, Bytes authenticatedData) {
        FramedContent framed = new FramedContent(
                state.context().groupId(),
                state.context().epoch(),
                new Sender.Member(state.self()),
                authenticatedData,
                content);
        return AuthenticatedContent.sign(format, framed, state.context(), state.suite(), self.signingKey());
    }

    MlsMessage protect(AuthenticatedContent signed) {
        if (signed.wireFormat() == WireFormat.PRIVATE_MESSAGE) {
            return MlsMessage.of(state.protection().protect(signed, environment.paddedTo()));
        }
        return MlsMessage.of(
                PublicProtection.protect(state.suite(), state.secrets().membership(), state.context(), signed));
    }
}
