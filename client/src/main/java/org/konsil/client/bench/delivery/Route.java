package org.konsil.client.bench.delivery;

import java.util.List;
import java.util.UUID;

/** From one sender to its readers: a conversation. */
public interface Route {

    UUID conversation();

    Station sender();

    List<Station> readers();

    /** Messages of it, in the order in which they must be sent. */
    List<Parcel> seal(int count);
}
