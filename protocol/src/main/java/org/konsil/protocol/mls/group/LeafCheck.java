package org.konsil.protocol.mls.group;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.protocol.mls.Fault;
import org.konsil.protocol.mls.MlsValidationException;
import org.konsil.protocol.mls.leaf.Capabilities;
import org.konsil.protocol.mls.leaf.Extension;
import org.konsil.protocol.mls.leaf.Extensions;
import org.konsil.protocol.mls.leaf.KeyPackage;
import org.konsil.protocol.mls.leaf.LeafNode;
import org.konsil.protocol.mls.leaf.RequiredCapabilities;
import org.konsil.protocol.mls.tree.RatchetTree;

/** Whether leaves can do what their group asks of all its members (RFC 9420, sections 7.3, 11.1 and 12.1.7). */
final class LeafCheck {

    private LeafCheck() {}

    /** For a whole tree, against the group's extensions. */
    static void requireCapable(RatchetTree tree, Extensions extensions, int suite) {
        RequiredCapabilities required = required(extensions);
        Set<Integer> used = new HashSet<>();
        for (int leaf : tree.members()) {
            used.add(tree.requireLeaf(leaf).credential().type());
        }
        for (int leaf : tree.members()) {
            LeafNode node = tree.requireLeaf(leaf);
            Capabilities able = node.capabilities();
            require(able.versions().contains(KeyPackage.MLS10) && able.suites().contains(suite));
            require(able.credentials().containsAll(used));
            requireKnows(able, node.extensions());
            requireKnows(able, extensions);
            require(knowsAll(able.extensions(), required.extensions(), Extension.EXTERNAL_SENDERS)
                    && knowsAll(able.proposals(), required.proposals(), 7)
                    && able.credentials().containsAll(required.credentials()));
        }
    }

    private static RequiredCapabilities required(Extensions extensions) {
        return extensions
                .find(Extension.REQUIRED_CAPABILITIES, RequiredCapabilities::read)
                .orElse(new RequiredCapabilities(List.of(), List.of(), List.of()));
    }

    private static void requireKnows(Capabilities able, Extensions extensions) {
        for (Extension extension : extensions.list()) {
            require(knowsAll(able.extensions(), List.of(extension.type()), Extension.EXTERNAL_SENDERS));
        }
    }

    /** What the RFC itself defines, up to {@code standard}, everybody knows. */
    private static boolean knowsAll(List<Integer> able, List<Integer> wanted, int standard) {
        return wanted.stream().allMatch(type -> type >= 1 && type <= standard || able.contains(type));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new MlsValidationException(Fault.CAPABILITIES_MISSING);
        }
    }
}
