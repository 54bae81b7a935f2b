package org.konsil.client.messaging;

import java.util.List;
import java.util.UUID;

/**
 * What a commit is for: if another one wins the epoch, it is made anew for what is still open.
 *
 * @param add key packages of those it lets in
 * @param remove devices that it puts out
 * @param list people who come onto the member list by it
 * @param unlist people who are taken off it
 */
record Intent(List<byte[]> add, List<UUID> remove, List<UUID> list, List<UUID> unlist) {

    /** For a commit that only does what was proposed. */
    static final Intent NOTHING = new Intent(List.of(), List.of(), List.of(), List.of());

    static Intent adding(List<byte[]> keyPackages, List<UUID> people) {
        return new Intent(keyPackages, List.of(), people, List.of());
    }

    static Intent removing(List<UUID> devices, List<UUID> people) {
        return new Intent(List.of(), devices, List.of(), people);
    }

    boolean isEmpty() {
        return add.isEmpty() && remove.isEmpty() && list.isEmpty() && unlist.isEmpty();
    }

    @Override
    public String toString() {
        return "Intent";
    }
}
