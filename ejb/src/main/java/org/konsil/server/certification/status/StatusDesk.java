package org.konsil.server.certification.status;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.pki.profile.IssuingAuthority;
import org.konsil.pki.responder.CertificateName;
import org.konsil.pki.responder.MalformedQuestionException;
import org.konsil.pki.responder.StatusAnswer;
import org.konsil.pki.responder.StatusQuestion;
import org.konsil.pki.responder.StatusQuestionReader;
import org.konsil.pki.responder.StatusRefusal;
import org.konsil.server.certification.CertificateSerial;
import org.konsil.server.certification.authority.Authorities;

/**
 * Answers whoever asks for a certificate's status (OCSP, RFC 6960). Nothing good is signed for a device here: it has its lease,
 * or the answer is to try later.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // it reads one row, and thousands ask each second
public class StatusDesk {
    /** How long an answer for other certificates counts. */
    static final Duration ANSWER_LIFE = Duration.ofHours(1);

    private static final String DEVICES = "staff-device/";

    @Inject
    Authorities authorities;

    @Inject
    StatusSigners signers;

    @Inject
    KnownStatus known;

    @Inject
    StoredAnswers stored;

    @Inject
    StatusMemory memory;

    @Inject
    StatusChangeLog changes;

    @Inject
    Clock clock;

    /**
     * The answer of this CA; what this node committed before the question is in it, and what others did half a second before.
     *
     * @param question OCSPRequest, DER, from anybody
     */
    public StatusReply answer(IssuingAuthority authority, byte[] question) {
        return memory.find(authority, question, changes::since).orElseGet(() -> answerAnew(authority, question));
    }

    private StatusReply answerAnew(IssuingAuthority authority, byte[] question) {
        try {
            StatusQuestion read = StatusQuestionReader.read(question);
            long mark = memory.mark();
            StatusReply reply = answer(authority, read);
            // What is unknown now may be issued the next moment, and nothing may tell of it.
            if (read.takesStored() && reply.isKnown()) {
                CertificateSerial serial =
                        new CertificateSerial(read.certificates().get(0).serial());
                memory.keep(authority, question, serial, reply, mark);
            }
            return reply;
        } catch (MalformedQuestionException malformed) {
            return refusal(StatusRefusal.MALFORMED);
        }
    }

    private StatusReply answer(IssuingAuthority authority, StatusQuestion question) {
        if (!authorities.present().contains(authority)) {
            return refusal(StatusRefusal.UNAUTHORIZED);
        }
        X509Certificate issuer = authorities.signer(authority).certificate();
        if (!question.certificates().stream().allMatch(name -> name.isOf(issuer))) {
            return refusal(StatusRefusal.UNAUTHORIZED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<StatusAnswer> answers = new ArrayList<>();
        for (CertificateName name : question.certificates()) {
            Optional<KnownStatus.Known> status = status(authority, name);
            if (isGoodDevice(status)) {
                return question.certificates().size() == 1 ? lease(status) : refusal(StatusRefusal.TRY_LATER);
            }
            answers.add(new StatusAnswer(name, state(status), now, now.plus(ANSWER_LIFE)));
        }
        return question.takesStored()
                ? stored.get(authority, answers.get(0), now)
                : new StatusReply(signers.of(authority).sign(answers, question.nonce(), now), Optional.empty(), false);
    }

    private Optional<KnownStatus.Known> status(IssuingAuthority authority, CertificateName name) {
        if (name.serial().signum() <= 0 || name.serial().bitLength() > 159) {
            return Optional.empty();
        }
        return known.find(Authorities.text(authority), new CertificateSerial(name.serial()));
    }

    private static boolean isGoodDevice(Optional<KnownStatus.Known> status) {
        return status.filter(found -> found.profile().startsWith(DEVICES)
                        && found.revocation().isEmpty())
                .isPresent();
    }

    /** A nonce is not repeated: the lease was signed before the question (RFC 6960, section 4.4.1 permits that). */
    private StatusReply lease(Optional<KnownStatus.Known> device) {
        return device.flatMap(KnownStatus.Known::lease)
                .filter(lease -> lease.isGoodAt(clock.instant()))
                .map(lease -> new StatusReply(lease.response(), Optional.of(lease.nextUpdate()), true))
                .orElseGet(() -> refusal(StatusRefusal.TRY_LATER));
    }

    private static StatusAnswer.State state(Optional<KnownStatus.Known> status) {
        if (status.isEmpty()) {
            return new StatusAnswer.Unknown();
        }
        return status.get()
                .revocation()
                .<StatusAnswer.State>map(revoked -> new StatusAnswer.Revoked(revoked.at(), revoked.reason()))
                .orElseGet(StatusAnswer.Good::new);
    }

    private static StatusReply refusal(StatusRefusal refusal) {
        return new StatusReply(refusal.encoded(), Optional.empty(), false);
    }
}
