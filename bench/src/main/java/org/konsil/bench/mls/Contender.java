package org.konsil.bench.mls;

import java.util.concurrent.Callable;

/** One library that is measured, with a group of which it holds two members. */
interface Contender {

    /** Makes the group; the other members exist as leaves and never speak. */
    void found(int members) throws Exception;

    /** Prepares one operation anew; only the call of what this gives is measured. Bytes go in, bytes come out. */
    Callable<Object> prepare(Operation operation) throws Exception;
}
