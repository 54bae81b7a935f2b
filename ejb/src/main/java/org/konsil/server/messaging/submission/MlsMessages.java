package org.konsil.server.messaging.submission;

import java.util.Optional;
import java.util.function.Function;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsFormatException;
import org.konsil.protocol.mls.framing.MlsMessage;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.SignatureInvalidException;
import org.konsil.server.messaging.WrongSuiteException;

/** From bytes to MLS structures, and from the codec's faults to this feature's refusals. */
final class MlsMessages {

    private MlsMessages() {}

    /** @throws NotMlsException if the bytes are not exactly one message of that kind */
    static <T> T decode(ConversationId conversation, byte[] bytes, Function<MlsMessage, Optional<T>> kind) {
        try {
            return kind.apply(MlsMessage.decode(bytes)).orElseThrow(() -> new NotMlsException(conversation));
        } catch (MlsFormatException malformed) {
            throw new NotMlsException(conversation);
        }
    }

    static RuntimeException refusal(ConversationId conversation, Fault fault) {
        return switch (fault) {
            case UNSUPPORTED_VERSION, UNSUPPORTED_SUITE -> new WrongSuiteException(conversation);
            case MALFORMED_KEY, SIGNATURE_INVALID -> new SignatureInvalidException(conversation);
            case CERTIFICATE_MALFORMED, CERTIFICATE_KEY_MISMATCH, CREDENTIAL_NOT_ACCEPTED ->
                new CredentialRefusedException();
            default -> new ProposalRefusedException(conversation);
        };
    }
}
