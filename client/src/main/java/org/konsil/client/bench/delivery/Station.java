package org.konsil.client.bench.delivery;

import java.io.IOException;
import java.util.UUID;

/** A device at a server, of whatever kind. */
public interface Station {

    UUID id();

    /** Connects, and stops before the server brings anything; {@link Events#connected} follows. */
    void open(Events events) throws IOException;

    /** Lets the server bring what it has, now and from now on; {@link Events#attending} follows. */
    void attend();

    void submit(Parcel parcel);

    /** Says at the server that it is still there. */
    void stayAlive();

    void close();

    /** What happens at stations. */
    interface Events {

        void connected(Station station);

        void attending(Station station);

        /** The server told the sender that it has the message on its disk. */
        void accepted(Parcel parcel);

        /** The reader got a message that it had not got before. */
        void shown(Station reader, UUID conversation, UUID message, int digest);

        /** The sender knows that every reader has it. */
        void delivered(Parcel parcel);

        /** The server would not have it. */
        void refused(Parcel parcel, String why);

        /** Something else went wrong. */
        void failed(Station station, String why);
    }
}
