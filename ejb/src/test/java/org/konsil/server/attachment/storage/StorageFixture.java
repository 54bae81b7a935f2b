package org.konsil.server.attachment.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.konsil.server.access.Caller;
import org.konsil.server.attachment.Announcement;
import org.konsil.server.attachment.BlobName;
import org.konsil.server.attachment.StoredAttachment;
import org.konsil.server.attachment.admission.Admission;
import org.konsil.server.messaging.ConversationId;
import org.konsil.server.messaging.TestHospital;

/** The storage of attachments without a container: each act of the ledger is a transaction, as the container makes it one. */
public final class StorageFixture {

    private StorageFixture() {}

    /** Puts a file store, its settings and the transactions in place. */
    public static void wire(TestHospital hospital, Path folder) {
        AttachmentSettings settings = new AttachmentSettings();
        settings.folder = folder.toString();
        settings.life = Duration.ofDays(30);
        settings.unfinishedLife = Duration.ofDays(1);
        settings.roomMib = 20;
        settings.keptFreeMib = 0;
        hospital.wiring.put(AttachmentSettings.class, settings).put(AttachmentStore.class, new FileStore(folder, 0));
        AttachmentLedger inner = hospital.door(AttachmentLedger.class);
        hospital.wiring.put(AttachmentLedger.class, new EachInATransaction(hospital, inner));
        Admission admission = hospital.door(Admission.class);
        hospital.wiring.put(Admission.class, new AdmissionInATransaction(hospital, admission));
    }

    /** The disk has no room left. */
    public static void fill(TestHospital hospital) {
        hospital.door(AttachmentSettings.class).keptFreeMib = Integer.MAX_VALUE;
    }

    /** The disk has room again. */
    public static void makeRoom(TestHospital hospital) {
        hospital.door(AttachmentSettings.class).keptFreeMib = 0;
    }

    private static final class AdmissionInATransaction extends Admission {

        private final TestHospital hospital;
        private final Admission inner;

        AdmissionInATransaction(TestHospital hospital, Admission inner) {
            this.hospital = hospital;
            this.inner = inner;
        }

        @Override
        public boolean isMember(Caller caller, ConversationId conversation) {
            return hospital.tx(() -> inner.isMember(caller, conversation));
        }
    }

    private static final class EachInATransaction extends AttachmentLedger {

        private final TestHospital hospital;
        private final AttachmentLedger inner;

        EachInATransaction(TestHospital hospital, AttachmentLedger inner) {
            this.hospital = hospital;
            this.inner = inner;
        }

        @Override
        public Optional<StoredAttachment> find(BlobName name) {
            return hospital.tx(() -> inner.find(name));
        }

        @Override
        public Announced announce(BlobName name, Announcement announced, long room) {
            return hospital.tx(() -> inner.announce(name, announced, room));
        }

        @Override
        public boolean advance(BlobName name, long from, long to) {
            return hospital.tx(() -> inner.advance(name, from, to));
        }

        @Override
        public boolean finish(BlobName name, long from, long bytes) {
            return hospital.tx(() -> inner.finish(name, from, bytes));
        }

        @Override
        public boolean remove(BlobName name) {
            return hospital.tx(() -> inner.remove(name));
        }

        @Override
        public Set<BlobName> known(Collection<BlobName> names) {
            return hospital.tx(() -> inner.known(names));
        }

        @Override
        public List<StoredAttachment> page(BlobName after, int most) {
            return hospital.tx(() -> inner.page(after, most));
        }

        @Override
        public long removeExpired() {
            return hospital.tx(inner::removeExpired);
        }

        @Override
        public Optional<Instant> oldest() {
            return hospital.tx(inner::oldest);
        }
    }
}
