package org.konsil.protocol.mls.group;

import java.util.TreeMap;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;

/** A few epochs that are over, kept so that application messages that come late can still be read. */
final class PastEpochs implements AutoCloseable {

    /** Each epoch more weakens forward secrecy by one. */
    static final int MOST = 2;

    private final TreeMap<Long, GroupState> states = new TreeMap<>();

    void keep(GroupState over) {
        states.put(over.context().epoch(), over.retired());
        if (states.size() > MOST) {
            states.pollFirstEntry().getValue().close();
        }
    }

    GroupState require(long epoch) {
        GroupState state = states.get(epoch);
        if (state == null) {
            throw new MlsValidationException(Fault.WRONG_EPOCH);
        }
        return state;
    }

    Iterable<GroupState> states() {
        return states.values();
    }

    @Override
    public void close() {
        states.values().forEach(GroupState::close);
        states.clear();
    }
}
