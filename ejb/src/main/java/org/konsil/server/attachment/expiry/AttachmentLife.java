package org.konsil.server.attachment.expiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.server.attachment.storage.AttachmentLedger;
import org.konsil.server.platform.MetadataClass;

/** Attachments at the end of their life, and uploads that nobody went on with; the sweep takes their bytes. */
@ApplicationScoped
class AttachmentLife implements MetadataClass {

    @Inject
    AttachmentLedger ledger;

    @Override
    public String name() {
        return "attachment";
    }

    @Override
    public long purge() {
        return ledger.removeExpired();
    }

    @Override
    public Optional<Instant> oldest() {
        return ledger.oldest();
    }
}
