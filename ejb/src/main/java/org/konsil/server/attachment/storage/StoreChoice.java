package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** The store of this installation. */
@ApplicationScoped
class StoreChoice {

    @Inject
    AttachmentSettings settings;

    @Inject
    S3Settings s3;

    @Produces
    @ApplicationScoped
    AttachmentStore store() {
        return s3.isWanted() ? new S3Store(s3.open()) : new FileStore(settings.folder(), settings.keptFree());
    }
}
