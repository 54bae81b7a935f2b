package org.konsil.protocol.mls.group;

import java.util.Collection;
import java.util.List;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.RequiredCapabilities;
import org.konsil.protocol.mls.tree.Abilities;
import org.konsil.protocol.mls.tree.RatchetTree;

/** Whether leaves can do what their group asks of all its members (RFC 9420, sections 7.3, 11.1 and 12.1.7). */
final class LeafCheck {

    private LeafCheck() {}

    /** For a whole tree, against the group's extensions. */
    static void requireCapable(RatchetTree tree, Extensions extensions, int suite) {
        Abilities all = tree.abilities();
        require(all.versions().contains(KeyPackage.MLS10) && all.suites().contains(suite));
        require(all.credentials().containsAll(all.credentialsInUse()));
        requireKnows(all.extensions(), extensions);
        RequiredCapabilities required = required(extensions);
        require(knowsAll(all.extensions(), required.extensions(), Extension.EXTERNAL_SENDERS)
                && knowsAll(all.proposals(), required.proposals(), 7)
                && all.credentials().containsAll(required.credentials()));
    }

    /** For one leaf, which must know its own extensions. */
    static void requireConsistent(LeafNode leaf) {
        requireKnows(leaf.capabilities().extensions(), leaf.extensions());
    }

    private static RequiredCapabilities required(Extensions extensions) {
        return extensions
                .find(Extension.REQUIRED_CAPABILITIES, RequiredCapabilities::read)
                .orElse(new RequiredCapabilities(List.of(), List.of(), List.of()));
    }

    private static void requireKnows(Collection<Integer> able, Extensions extensions) {
        for (Extension extension : extensions.list()) {
            require(knowsAll(able, List.of(extension.type()), Extension.EXTERNAL_SENDERS));
        }
    }

    /** What the RFC itself defines, up to {@code standard}, everybody knows. */
    private static boolean knowsAll(Collection<Integer> able, List<Integer> wanted, int standard) {
        return wanted.stream().allMatch(type -> type >= 1 && type <= standard || able.contains(type));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.CAPABILITIES_MISSING);
        }
    }
}
