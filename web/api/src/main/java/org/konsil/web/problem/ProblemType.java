package org.konsil.web.problem;

import jakarta.ejb.EJBException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.konsil.server.access.IdentityUnreachableException;
import org.konsil.server.access.TokenRefusedException;
import org.konsil.server.attachment.AttachmentDiffersException;
import org.konsil.server.attachment.AttachmentDigestDiffersException;
import org.konsil.server.attachment.AttachmentPartTooLargeException;
import org.konsil.server.attachment.AttachmentStoreFullException;
import org.konsil.server.attachment.AttachmentTooLargeException;
import org.konsil.server.attachment.DeletionKeyDiffersException;
import org.konsil.server.attachment.TooManyUploadsException;
import org.konsil.server.attachment.UnknownAttachmentException;
import org.konsil.server.attachment.UploadOffsetDiffersException;
import org.konsil.server.certification.ApprovalClosedException;
import org.konsil.server.certification.ChallengeRefusedException;
import org.konsil.server.certification.ClaimedSubjectException;
import org.konsil.server.certification.DeviceKeyException;
import org.konsil.server.certification.EnrolmentForbiddenException;
import org.konsil.server.certification.EnrolmentRejectedException;
import org.konsil.server.certification.KeyHeldException;
import org.konsil.server.certification.NotOnHoldException;
import org.konsil.server.certification.NothingToRenewException;
import org.konsil.server.certification.OwnApprovalException;
import org.konsil.server.certification.ProfileChangeRefusedException;
import org.konsil.server.certification.ReissueAtWorkException;
import org.konsil.server.certification.ReissueDiffersException;
import org.konsil.server.certification.ReissueOverException;
import org.konsil.server.certification.StaleAuthenticationException;
import org.konsil.server.certification.UnknownApprovalException;
import org.konsil.server.certification.UnknownBindingKeyException;
import org.konsil.server.certification.UnknownCertificateException;
import org.konsil.server.certification.UnknownProfileException;
import org.konsil.server.certification.UnknownReissueException;
import org.konsil.server.certification.UnusableRequestException;
import org.konsil.server.device.CredentialRefusedException;
import org.konsil.server.device.InitKeyReusedException;
import org.konsil.server.device.KeyPackageForeignException;
import org.konsil.server.device.KeyPackageMalformedException;
import org.konsil.server.device.KeyPackagePoolFullException;
import org.konsil.server.device.KeyPackageRefusedException;
import org.konsil.server.device.NoCurrentCertificateException;
import org.konsil.server.device.PostureRefusedException;
import org.konsil.server.device.RemovedDeviceException;
import org.konsil.server.device.SessionProofRefusedException;
import org.konsil.server.device.StaffOnlyException;
import org.konsil.server.device.TooManyClaimsException;
import org.konsil.server.device.UnknownDeviceException;
import org.konsil.server.directory.UnknownPersonException;
import org.konsil.server.messaging.ConversationExistsException;
import org.konsil.server.messaging.ConversationFullException;
import org.konsil.server.messaging.DeliveryKeyRefusedException;
import org.konsil.server.messaging.ExternalSenderRefusedException;
import org.konsil.server.messaging.GroupInfoMismatchException;
import org.konsil.server.messaging.MemberListRefusedException;
import org.konsil.server.messaging.MessageTooLargeException;
import org.konsil.server.messaging.NotMlsException;
import org.konsil.server.messaging.OverloadedException;
import org.konsil.server.messaging.PastEpochException;
import org.konsil.server.messaging.ProposalRefusedException;
import org.konsil.server.messaging.RemovalPendingException;
import org.konsil.server.messaging.SignatureInvalidException;
import org.konsil.server.messaging.UnknownConversationException;
import org.konsil.server.messaging.WelcomeMismatchException;
import org.konsil.server.messaging.WrongGroupException;
import org.konsil.server.messaging.WrongSenderException;
import org.konsil.server.messaging.WrongSuiteException;
import org.konsil.server.platform.DatabaseTrouble;
import org.konsil.server.proof.ProofPendingException;
import org.konsil.server.proof.UnknownProofFileException;

/** Every problem this server can answer with; docs/api/problems.md lists the same, and a test compares the two. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "The request is not what this resource takes", MalformedRequestException.class),
    TOKEN_REFUSED(401, "The access token is missing or does not open this", TokenRefusedException.class),
    FORBIDDEN(403, "The role for this is missing", RoleMissingException.class, StaffOnlyException.class),
    POSTURE_REFUSED(403, "This hardware is not approved for this person", PostureRefusedException.class),
    DEVICE_REMOVED(403, "This device was put out", RemovedDeviceException.class),
    UNKNOWN_PERSON(404, "No such person", UnknownPersonException.class),
    UNKNOWN_DEVICE(404, "No such device", UnknownDeviceException.class),
    SESSION_PROOF_REFUSED(403, "The proof of the device's key does not hold", SessionProofRefusedException.class),
    NO_CURRENT_CERTIFICATE(403, "The device has no certificate that is good now", NoCurrentCertificateException.class),
    UNUSABLE_REQUEST(400, "This is no certification request that can be used", UnusableRequestException.class),
    CLAIMED_SUBJECT_DIFFERS(403, "The request claims names that are not the caller's", ClaimedSubjectException.class),
    DEVICE_KEY_DIFFERS(409, "The device has another key, or its key another device", DeviceKeyException.class),
    UNKNOWN_CERTIFICATE(404, "No such certificate", UnknownCertificateException.class),
    KEY_HELD(409, "The key is another holder's, or its certificate was revoked", KeyHeldException.class),
    UNKNOWN_PROFILE(404, "No such kind of certificate here", UnknownProfileException.class),
    ENROLMENT_FORBIDDEN(
            403,
            "This kind of certificate is not given out like this, or not to you",
            EnrolmentForbiddenException.class),
    AUTHENTICATION_TOO_OLD(401, "The last sign-in is too long ago for this", StaleAuthenticationException.class),
    CHALLENGE_REFUSED(
            403,
            "The challenge of the request is missing, another's, used, or too old",
            ChallengeRefusedException.class),
    ENROLMENT_REJECTED(403, "An officer refused this certificate", EnrolmentRejectedException.class),
    NOTHING_TO_RENEW(
            403,
            "The key has no certificate to renew, or did not vouch for the request",
            NothingToRenewException.class),
    PROFILE_CHANGE_REFUSED(422, "The change would widen the profile, or break it", ProfileChangeRefusedException.class),
    UNKNOWN_BINDING_KEY(404, "No such key for opening an account", UnknownBindingKeyException.class),
    NOT_ON_HOLD(409, "The certificate is not on hold", NotOnHoldException.class),
    OWN_APPROVAL(403, "Nobody decides on their own, nor twice", OwnApprovalException.class),
    UNKNOWN_APPROVAL(404, "No such request for approval", UnknownApprovalException.class),
    APPROVAL_CLOSED(409, "The request was decided, or its time is over", ApprovalClosedException.class),
    UNKNOWN_REISSUE(404, "No such re-issue", UnknownReissueException.class),
    REISSUE_DIFFERS(409, "The id is that of a re-issue of another profile", ReissueDiffersException.class),
    REISSUE_AT_WORK(409, "Certificates of this profile are being made anew already", ReissueAtWorkException.class),
    REISSUE_OVER(409, "The re-issue is over", ReissueOverException.class),
    KEY_PACKAGE_MALFORMED(400, "This is no key package", KeyPackageMalformedException.class),
    KEY_PACKAGE_FOREIGN(
            422,
            "The key package does not carry the device's certificate and its key",
            KeyPackageForeignException.class),
    KEY_PACKAGE_REFUSED(422, "The key package cannot be used by others", KeyPackageRefusedException.class),
    INIT_KEY_REUSED(409, "The key package was left before", InitKeyReusedException.class),
    KEY_PACKAGE_POOL_FULL(409, "There are enough key packages of this device", KeyPackagePoolFullException.class),
    TOO_MANY_CLAIMS(429, "Too many key packages were asked for", TooManyClaimsException.class),
    CREDENTIAL_REFUSED(
            422,
            "A leaf does not carry the current certificate of one of our devices",
            CredentialRefusedException.class),
    UNKNOWN_CONVERSATION(404, "No such conversation", UnknownConversationException.class),
    CONVERSATION_EXISTS(409, "The conversation's id is taken", ConversationExistsException.class),
    CONVERSATION_FULL(409, "The conversation would be too large", ConversationFullException.class),
    NOT_MLS(422, "This is not the encrypted message that belongs here", NotMlsException.class),
    MESSAGE_TOO_LARGE(413, "The message is too large", MessageTooLargeException.class),
    WRONG_GROUP(422, "The message belongs to another group", WrongGroupException.class),
    WRONG_SUITE(422, "The cipher suite is not the one of this installation", WrongSuiteException.class),
    WRONG_SENDER(403, "The leaf is not that of the sending device", WrongSenderException.class),
    EXTERNAL_SENDER_REFUSED(422, "This kind of sender cannot commit", ExternalSenderRefusedException.class),
    MEMBER_LIST_REFUSED(
            422, "The list of the people in the conversation does not fit", MemberListRefusedException.class),
    SIGNATURE_INVALID(422, "A signature does not verify", SignatureInvalidException.class),
    PROPOSAL_REFUSED(422, "The commit does what is not allowed", ProposalRefusedException.class),
    WELCOME_MISMATCH(422, "The Welcome is not for exactly those who are added", WelcomeMismatchException.class),
    GROUP_INFO_MISMATCH(422, "The group info does not describe the group", GroupInfoMismatchException.class),
    REMOVAL_PENDING(409, "Somebody was put out, and the next commit must do it", RemovalPendingException.class),
    DELIVERY_KEY_REFUSED(422, "The group lists a sender that is not this server", DeliveryKeyRefusedException.class),
    PAST_EPOCH(409, "The conversation is in another epoch", PastEpochException.class),
    UNKNOWN_ATTACHMENT(404, "No such attachment", UnknownAttachmentException.class),
    ATTACHMENT_DIFFERS(409, "There is another attachment of this id", AttachmentDiffersException.class),
    UPLOAD_OFFSET_DIFFERS(409, "The upload stands elsewhere", UploadOffsetDiffersException.class),
    ATTACHMENT_TOO_LARGE(413, "The attachment is too large", AttachmentTooLargeException.class),
    ATTACHMENT_PART_TOO_LARGE(413, "The part is too large", AttachmentPartTooLargeException.class),
    ATTACHMENT_DIGEST_DIFFERS(
            422,
            "The bytes are not those that were announced; the upload is gone",
            AttachmentDigestDiffersException.class),
    DELETION_KEY_DIFFERS(403, "This key does not delete this attachment", DeletionKeyDiffersException.class),
    TOO_MANY_UPLOADS(429, "The conversation has too many unfinished uploads", TooManyUploadsException.class),
    ATTACHMENT_STORE_FULL(507, "There is no room for the attachment", AttachmentStoreFullException.class),
    OVERLOADED(503, "The server has more to do than it takes in", OverloadedException.class),
    TEMPORARILY_UNAVAILABLE(503, "The server cannot reach its database right now"),
    DATABASE_FULL(503, "There is no room in the database"),
    UNKNOWN_PROOF_FILE(404, "The proof log has no such file", UnknownProofFileException.class),
    PROOF_PENDING(503, "It is done, and not in the proof log yet", ProofPendingException.class),
    IDENTITY_UNREACHABLE(503, "Nobody can be recognised right now", IdentityUnreachableException.class),
    INTERNAL(500, "The server failed");

    private static final int SERVICE_UNAVAILABLE = 503;

    private final int status;
    private final String title;
    private final Set<Class<? extends RuntimeException>> refusals;

    @SafeVarargs
    ProblemType(int status, String title, Class<? extends RuntimeException>... refusals) {
        this.status = status;
        this.title = title;
        this.refusals = Set.of(refusals);
    }

    /** The HTTP status; the socket uses the same numbers. */
    public int status() {
        return status;
    }

    /** One sentence for people. */
    public String title() {
        return title;
    }

    /** The type, by which programs tell problems apart. */
    public String uri() {
        return "urn:konsil:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is not listed here is internal, and the caller learns nothing more of it. */
    public static ProblemType of(Throwable refusal) {
        if (refusal instanceof EJBException wrapped && wrapped.getCause() != null) {
            return of(wrapped.getCause());
        }
        return Stream.of(values())
                .filter(type -> type.refusals.contains(refusal.getClass()))
                .findFirst()
                .or(() -> DatabaseTrouble.in(refusal).map(ProblemType::of))
                .orElse(INTERNAL);
    }

    private static ProblemType of(DatabaseTrouble trouble) {
        return switch (trouble) {
            case FULL -> DATABASE_FULL;
            case AWAY -> TEMPORARILY_UNAVAILABLE;
        };
    }

    /** Whether the same request helps after a while: nothing is wrong with it. */
    public boolean isPassing() {
        return status == SERVICE_UNAVAILABLE;
    }
}
