package org.konsil.client.messaging;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.konsil.client.failure.RefusedException;
import org.konsil.client.failure.TamperedException;
import org.konsil.client.storage.Shelf;
import org.konsil.pki.status.VerifiedDevice;
import org.konsil.protocol.content.Content;
import org.konsil.protocol.content.ContentLimits;
import org.konsil.protocol.content.ContentSignature;
import org.konsil.protocol.content.Manifest;
import org.konsil.protocol.content.Part;
import org.konsil.protocol.content.SplitText;

/** Texts that are too long for one message: cut into parts, and gathered; until all are here it is said which are missing (C2). */
final class Splits {

    private static final int TOO_LARGE = 413;

    private final Desk desk;
    private final Records records;
    private final Quiet quiet;
    private final Expiring expiring;

    Splits(Desk desk, Quiet quiet, Expiring expiring) {
        this.desk = desk;
        this.records = desk.records;
        this.quiet = quiet;
        this.expiring = expiring;
    }

    /** Says a long text. It is one message under the id of its manifest, which is that of the content with its last part. */
    void say(Step step, UUID id, String text) {
        if (contentsOf(text) > ContentLimits.MAX_PARTS) {
            throw new RefusedException("message-too-large", TOO_LARGE);
        }
        ByteString conversation = Uuids.bytes(step.conversation().id());
        Manifest.Builder manifest = SplitText.manifestOf(Uuids.bytes(id), text);
        manifest.setSignature(ContentSignature.ofManifest(conversation, manifest.buildPartial())
                .sign(desk.self.keys().getPrivate()));
        List<Part> parts = SplitText.parts(manifest.build(), text);
        for (Part part : parts) {
            Content.Builder body = expiring.stamp(step, Content.newBuilder().setPart(part));
            if (part.getIndex() == parts.size() - 1) {
                quiet.chain(step, id, body);
            } else {
                quiet.inChain(step, body);
            }
        }
    }

    /** Takes a part; what the message is now: incomplete, or the text. Throws if the sender's device did not sign its manifest. */
    Message take(Step step, VerifiedDevice sender, Content content, long seq) {
        Part part = content.getPart();
        UUID conversation = step.conversation().id();
        ContentSignature.ofManifest(Uuids.bytes(conversation), part.getManifest())
                .requireBy(sender.publicKey(), part.getManifest().getSignature());
        UUID id = Uuids.of(part.getManifest().getId());
        Shelf<PartRecord> shelf = records.parts(conversation, id);
        Map<String, PartRecord> before = shelf.all();
        SplitText gathered = new SplitText();
        before.values().forEach(kept -> gathered.take(read(kept)));
        gathered.take(part);
        Optional<String> text = gathered.text();
        if (text.isPresent()) {
            before.keySet().forEach(place -> step.add(shelf.remove(place)));
        } else {
            step.add(shelf.put(Integer.toString(part.getIndex()), new PartRecord(part.toByteArray())));
        }
        List<Integer> missing =
                gathered.missing().stream().map(place -> place + 1).toList();
        return new Message(
                id.toString(),
                conversation,
                sender.user(),
                sender.device(),
                sender.user().equals(desk.self.user()),
                text.isPresent() ? Message.Kind.TEXT : Message.Kind.INCOMPLETE,
                text.orElse(""),
                content.getSentAtMillis(),
                content.getCounter(),
                seq,
                null,
                null,
                text.isPresent()
                        ? null
                        : new Message.Parts(missing, part.getManifest().getHashesCount()));
    }

    /** In how many contents a text is said; the last has the message's counter. */
    static int contentsOf(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= ContentLimits.MAX_TEXT_BYTES
                ? 1
                : (bytes + ContentLimits.MAX_PART_BYTES - 1) / ContentLimits.MAX_PART_BYTES;
    }

    /** Drops what was gathered of a text. */
    void forget(Step step, UUID id) {
        Shelf<PartRecord> shelf = records.parts(step.conversation().id(), id);
        shelf.all().keySet().forEach(place -> step.add(shelf.remove(place)));
    }

    private static Part read(PartRecord kept) {
        try {
            return Part.parseFrom(kept.part());
        } catch (InvalidProtocolBufferException e) {
            throw new TamperedException("record-malformed", e);
        }
    }
}
