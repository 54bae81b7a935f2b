package org.konsil.protocol.mls.framing;

import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.MlsWriter;
import org.konsil.protocol.mls.codec.SecretBytes;
import org.konsil.protocol.mls.crypto.CipherSuite;
import org.konsil.protocol.mls.welcome.GroupContext;

/** The membership tag of public messages (RFC 9420, section 6.2). */
public final class PublicProtection {

    private PublicProtection() {}

    public static PublicMessage protect(
            CipherSuite suite, SecretBytes membershipKey, GroupContext context, AuthenticatedContent content) {
        boolean member = content.content().sender() instanceof Sender.Member;
        Bytes tag = member ? tag(suite, membershipKey, context, content) : null;
        return new PublicMessage(content.content(), content.auth(), tag);
    }

    /** Checks the tag of a member's message; the signature is still to be checked. */
    public static AuthenticatedContent unprotect(
            CipherSuite suite, SecretBytes membershipKey, GroupContext context, PublicMessage message) {
        AuthenticatedContent content = message.authenticated();
        if (message.content().content() instanceof Content.Application) {
            throw new MlsValidationException(Fault.WRONG_CONTENT);
        }
        Bytes tag = message.membershipTag();
        if (tag != null && !tag.equals(tag(suite, membershipKey, context, content))) {
            throw new MlsValidationException(Fault.TAG_INVALID);
        }
        return content;
    }

    private static Bytes tag(
            CipherSuite suite, SecretBytes membershipKey, GroupContext context, AuthenticatedContent content) {
        try (MlsWriter writer = new MlsWriter()) {
            writer.raw(AuthenticatedContent.toBeSigned(content.wireFormat(), content.content(), context))
                    .struct(content.auth());
            return suite.mac(membershipKey, writer.toByteArray());
        }
    }
}
