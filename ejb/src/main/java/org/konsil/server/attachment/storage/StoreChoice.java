package org.konsil.server.attachment.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/** The store of this installation. */
@ApplicationScoped
class StoreChoice {

    @Inject
    AttachmentSettings settings;

    @Produces
    @ApplicationScoped
    AttachmentStore store() {
        return new FileStore(settings.folder(), settings.keptFree());
    }
}
