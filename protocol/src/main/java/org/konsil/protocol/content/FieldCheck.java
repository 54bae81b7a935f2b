package org.konsil.protocol.content;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/** The bounds of every field (docs/protocol/content.md, "Limits"). */
final class FieldCheck {

    private FieldCheck() {}

    static void check(Content content) {
        requireBytes(content.getMessageId(), ContentLimits.ID_BYTES);
        requireNumber(content.getCounter(), 0);
        requireNumber(content.getSentAtMillis(), 0);
        boolean outside = switch (content.getBodyCase()) {
            case HEAD, RESEND_REQUEST, RESENT -> true;
            default -> false;
        };
        // An unknown body may be of either kind.
        boolean known = content.getBodyCase() != Content.BodyCase.BODY_NOT_SET;
        require(!known || outside == (content.getCounter() == 0));
        requireBytes(content.getPrevious(), content.getCounter() > 1 ? ContentLimits.HASH_BYTES : 0);
        requireExpiry(content.getExpiresAfterSeconds());
        boolean shown = switch (content.getBodyCase()) {
            case TEXT, ATTACHMENT, PART, BODY_NOT_SET -> true;
            default -> false;
        };
        require(shown || content.getExpiresAfterSeconds() == 0);
        checkBody(content);
    }

    private static void checkBody(Content content) {
        switch (content.getBodyCase()) {
            case TEXT -> checkText(content.getText());
            case EDIT -> {
                requireBytes(content.getEdit().getMessageId(), ContentLimits.ID_BYTES);
                checkText(content.getEdit().getText());
            }
            case DELETION ->
                requireBytes(
                        content.getDeletion().getMessageId(),
                        content.getDeletion().getEverything() ? 0 : ContentLimits.ID_BYTES);
            case DELETION_RECEIPT -> check(content.getDeletionReceipt());
            case READ_RECEIPT -> requireNumber(content.getReadReceipt().getSeq(), 1);
            case ATTACHMENT -> check(content.getAttachment());
            case PART -> check(content.getPart());
            case HEAD -> check(content.getHead());
            case RESEND_REQUEST -> check(content.getResendRequest());
            case RESENT -> require(!content.getResent().getContent().isEmpty());
            case EXPIRY -> requireExpiry(content.getExpiry().getSeconds());
            case BODY_NOT_SET -> {
                // Kept, and shown as "needs an update".
            }
        }
    }

    private static void check(DeletionReceipt receipt) {
        requireBytes(receipt.getMessageId(), ContentLimits.ID_BYTES);
        requireNumber(receipt.getDeletedAtMillis(), 0);
        requireSignature(receipt.getSignature());
    }

    private static void check(Attachment attachment) {
        check(attachment.getManifest(), 1, ContentLimits.MAX_ATTACHMENT_BYTES);
        require(attachment.getManifest().getHashesCount() == 1);
        requireBytes(attachment.getKey(), 32);
        requireText(attachment.getName(), ContentLimits.MAX_NAME_BYTES);
        requireText(attachment.getMediaType(), ContentLimits.MAX_MEDIA_TYPE_BYTES);
    }

    private static void check(Part part) {
        check(
                part.getManifest(),
                ContentLimits.MAX_PARTS,
                (long) ContentLimits.MAX_PARTS * ContentLimits.MAX_PART_BYTES);
        require(Integer.toUnsignedLong(part.getIndex()) < part.getManifest().getHashesCount());
        require(part.getContent().size() <= ContentLimits.MAX_PART_BYTES);
    }

    private static void check(Manifest manifest, int maxParts, long maxBytes) {
        requireBytes(manifest.getId(), ContentLimits.ID_BYTES);
        require(manifest.getBytes() >= 0 && manifest.getBytes() <= maxBytes);
        require(manifest.getHashesCount() >= 1 && manifest.getHashesCount() <= maxParts);
        manifest.getHashesList().forEach(hash -> requireBytes(hash, ContentLimits.HASH_BYTES));
        requireSignature(manifest.getSignature());
    }

    private static void check(Head head) {
        requireNumber(head.getCounter(), 0);
        requireBytes(head.getHash(), head.getCounter() == 0 ? 0 : ContentLimits.HASH_BYTES);
    }

    private static void check(ResendRequest request) {
        if (request.getDeviceId().isEmpty()) {
            require(request.getFrom() == 0 && request.getTo() == 0);
            return;
        }
        requireBytes(request.getDeviceId(), ContentLimits.ID_BYTES);
        requireNumber(request.getFrom(), 1);
        requireNumber(request.getTo(), request.getFrom());
    }

    private static void checkText(Text text) {
        requireText(text.getText(), ContentLimits.MAX_TEXT_BYTES);
    }

    private static void requireText(String text, int maxBytes) {
        require(text.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
    }

    private static void requireSignature(ByteString signature) {
        require(!signature.isEmpty() && signature.size() <= ContentLimits.MAX_SIGNATURE_BYTES);
    }

    private static void requireBytes(ByteString bytes, int length) {
        require(bytes.size() == length);
    }

    /** Protocol Buffers' unsigned number is a signed one here. */
    private static void requireExpiry(int seconds) {
        require(seconds >= 0 && seconds <= ContentLimits.MAX_EXPIRY_SECONDS);
    }

    private static void requireNumber(long number, long least) {
        require(number >= least && number <= ContentLimits.MAX_NUMBER);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new ContentRefusedException(ContentFault.FIELD_OUT_OF_BOUNDS);
        }
    }
}
