package org.konsil.pki.profile;

import java.util.HashSet;
import java.util.Set;

/**
 * The rules for one kind of certificate; it never changes, a change is a new version.
 *
 * <p>What the hospital may choose comes in pairs of what is preset and what is permitted; {@link ProfileChange} moves the
 * preset and narrows the permitted, and can do no more.
 *
 * @param name the kind
 * @param version counted from 1, by the makers of Konsil
 * @param revision counted from 1 by the hospital's changes of that version, 0 for none
 * @param issuer whose certificates these are
 * @param lifetime how long
 * @param keys which keys
 * @param usage what for
 * @param names how the holder is named
 * @param policy the OID of the certificate policy
 * @param traits what else
 */
public record CertificateProfile(
        String name,
        int version,
        int revision,
        IssuingAuthority issuer,
        Lifetime lifetime,
        KeyRule keys,
        Usage usage,
        NameForm names,
        String policy,
        Set<Trait> traits) {

    /** Things that a kind of certificate has or has not. */
    public enum Trait {
        /** The holder is a CA that issues leaves only: path length 0, critical name constraints. */
        AUTHORITY,
        /** A second person approves each one; once demanded, a change cannot take it away. */
        FOUR_EYES,
        /** Its status is not asked for, since it answers for others (RFC 6960, section 4.2.2.2.1); it lives for days. */
        NO_STATUS
    }

    /** Refuses what contradicts itself. */
    public CertificateProfile {
        traits = Set.copyOf(traits);
        boolean signsCertificates = usage.uses().contains(KeyUse.KEY_CERT_SIGN);
        if (signsCertificates != traits.contains(Trait.AUTHORITY)) {
            throw new IllegalArgumentException("CAs, and only they, sign certificates");
        }
        if (version < 1 || revision < 0) {
            throw new IllegalArgumentException("versions are counted from 1");
        }
    }

    /** Name and version, as the journal keeps it. */
    public String id() {
        return revision == 0 ? name + "/" + version : name + "/" + version + "." + revision;
    }

    /** Whether the profile has the trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /**
     * This profile as a hospital's change leaves it.
     *
     * @param revision the number of the change, greater than that of the one before
     * @throws ProfileRefusedException if the change would widen the profile or break it
     */
    public CertificateProfile changed(int revision, ProfileChange change) {
        if (revision <= this.revision) {
            throw new ProfileRefusedException("revision", "revisions rise");
        }
        CertificateProfile changed = change.applyTo(this, revision);
        if (!covers(changed)) {
            throw new ProfileRefusedException("profile", "a profile may be narrowed, never widened");
        }
        return changed;
    }

    CertificateProfile with(Trait trait) {
        Set<Trait> more = new HashSet<>(traits);
        more.add(trait);
        return new CertificateProfile(name, version, revision, issuer, lifetime, keys, usage, names, policy, more);
    }

    /** Whether everything that the other profile permits is permitted here. */
    boolean covers(CertificateProfile narrower) {
        return name.equals(narrower.name)
                && version == narrower.version
                && issuer == narrower.issuer
                && lifetime.covers(narrower.lifetime)
                && keys.covers(narrower.keys)
                && usage.covers(narrower.usage)
                && names == narrower.names
                && policy.equals(narrower.policy)
                && narrower.traits.containsAll(traits);
    }
}
