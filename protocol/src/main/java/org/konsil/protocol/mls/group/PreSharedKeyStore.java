package org.konsil.protocol.mls.group;

import java.util.Optional;
import org.konsil.protocol.mls.codec.Bytes;
import org.konsil.protocol.mls.codec.SecretBytes;

/** Where keys that were agreed outside of MLS are found, by their id. */
@FunctionalInterface
public interface PreSharedKeyStore {

    /** A store without keys. */
    PreSharedKeyStore NONE = id -> Optional.empty();

    Optional<SecretBytes> find(Bytes id);
}
