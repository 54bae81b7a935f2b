package org.konsil.client.installation.layout;

/** Told about each long step, so that nobody waits before a silent screen. */
@FunctionalInterface
public interface Progress {

    /** A step begins; it is over when the answer is closed, and succeeded if it was done before. */
    Running begin(Step step);

    /** Tells nobody. */
    static Progress silent() {
        return step -> new Running() {
            @Override
            public void done() {
                // nobody listens
            }

            @Override
            public void close() {
                // nobody listens
            }
        };
    }

    /** A step that is under way. */
    interface Running extends AutoCloseable {

        /** The step succeeded. */
        void done();

        @Override
        void close();
    }
}
