package org.konsil.server.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.server.access.Caller;
import org.konsil.server.access.Role;
import org.konsil.server.attachment.storage.StorageFixture;
import org.konsil.server.attachment.upload.Uploads;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.TestDevice;
import org.konsil.server.messaging.TestHospital;

/** A hospital with a conversation of which one person's device is a member, and an attachment store on a real disk. */
public final class TestAttachments implements AutoCloseable {

    public final TestHospital hospital = new TestHospital();
    public final Path folder;
    public final Caller anna;
    public final Caller eve;
    private final TestDevice annas;
    private final Random random = new Random(7);
    private ConversationId conversation = new ConversationId(UUID.randomUUID());

    /** Below this folder the blobs lie. */
    public TestAttachments(Path folder) throws IOException {
        this.folder = folder;
        StorageFixture.wire(hospital, folder);
        annas = hospital.enrol();
        anna = person(annas);
        eve = person(hospital.enrol());
    }

    /** As every test begins: no attachment, and a conversation of Anna's device alone. */
    public void reset() throws IOException {
        hospital.resetClock();
        StorageFixture.makeRoom(hospital);
        hospital.run("delete from attachment");
        hospital.run("delete from membership");
        hospital.run("update device set removed_at = null");
        hospital.run("update person set enabled = true");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        conversation = new ConversationId(UUID.randomUUID());
        hospital.run("insert into conversation values ('" + conversation + "', 1, 1, 0, sha256('x'), now())");
        hospital.run(
                "insert into membership (conversation_id, device_id, leaf, from_seq, from_epoch, acked_seq, reading)"
                        + " values ('" + conversation + "', '" + annas.id + "', 0, 0, 0, 0, true)");
    }

    private Caller person(TestDevice device) {
        String subject = UUID.randomUUID().toString();
        hospital.run("insert into person (user_id, issuer, subject, username, name, ward, duty, enabled) values ('"
                + device.owner + "', 'issuer', '" + subject + "', '" + subject + "', 'Anna', '3', 'Pflege', true)");
        return new Caller("issuer", subject, Set.of(Role.STAFF), Instant.MAX);
    }

    /** Anna's device left the conversation. */
    public void annaLeaves() {
        hospital.run("update membership set until_seq = 1 where device_id = '" + annas.id + "'");
    }

    /** Anna does not work here any more. */
    public void annaIsDisabled() {
        hospital.run("update person set enabled = false where user_id = '" + annas.owner + "'");
    }

    /** Anna's device was put out. */
    public void annasDeviceIsRemoved() {
        hospital.revoke(annas);
    }

    public BlobName name() {
        return new BlobName(conversation, new AttachmentId(UUID.randomUUID()));
    }

    public byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return content;
    }

    /** What a device says of this content, with a deletion key of 32 times this byte. */
    public static Announcement announcement(byte[] content, int key) {
        return new Announcement(content.length, sha256(content), sha256(key(key)));
    }

    public static byte[] key(int key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) key);
        return bytes;
    }

    public static Bytes sha256(byte[] content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Leaves all of it. */
    public BlobName uploaded(byte[] content) {
        BlobName name = name();
        uploads().begin(anna, name, announcement(content, 1));
        append(name, 0, content);
        return name;
    }

    public UploadState append(BlobName name, long offset, byte[] part) {
        return uploads().append(anna, name, offset, part.length, new ByteArrayInputStream(part));
    }

    /** A body that breaks off after these bytes, as a cut connection does. */
    public static InputStream cut(byte[] arrived) {
        return new SequenceInputStream(new ByteArrayInputStream(arrived), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset by peer");
            }
        });
    }

    public Uploads uploads() {
        return hospital.door(Uploads.class);
    }

    public void pass(Duration time) {
        hospital.pass(time);
    }

    @Override
    public void close() throws IOException {
        hospital.close();
    }
}
