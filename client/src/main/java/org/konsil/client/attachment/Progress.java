package org.konsil.client.attachment;

/** Is told how far a transfer is. */
@FunctionalInterface
public interface Progress {

    /** Says nothing. */
    Progress SILENT = (done, all) -> {};

    /** So many of all bytes of the sealed stream are there. */
    void moved(long done, long all);
}
