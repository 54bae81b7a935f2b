package org.konsil.server.platform.purge;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.konsil.server.platform.MetadataClass;
import org.konsil.server.platform.MetadataPurged;

/** Deletes metadata whose time is up. What was deleted and what is said of it are durable together, or neither. */
@Stateless
public class Purge {

    Iterable<MetadataClass> classes = List.of();

    @Inject
    Event<MetadataPurged> purged;

    @Inject
    Clock clock;

    @Inject
    void take(@Any Instance<MetadataClass> all) {
        classes = all;
    }

    /** All kinds of metadata that have an end, by name. */
    public List<String> names() {
        return StreamSupport.stream(classes.spliterator(), false)
                .map(MetadataClass::name)
                .sorted()
                .toList();
    }

    /**
     * One kind, in one transaction.
     *
     * @param always whether to say so even if nothing was over
     */
    public void purge(String name, boolean always) {
        for (MetadataClass metadata : classes) {
            if (metadata.name().equals(name)) {
                purge(metadata, always);
                return;
            }
        }
        throw new IllegalArgumentException("no such metadata: " + name);
    }

    private void purge(MetadataClass metadata, boolean always) {
        long deleted = metadata.purge();
        if (deleted > 0 || always) {
            Instant oldest = metadata.oldest().orElse(null);
            purged.fire(new MetadataPurged(metadata.name(), deleted, oldest, clock.instant()));
        }
    }
}
