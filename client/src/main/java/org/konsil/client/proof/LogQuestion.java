package org.konsil.client.proof;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.konsil.protocol.proof.witness.WitnessPolicy;

/**
 * What an auditor wants to know beyond the log itself.
 *
 * @param since an earlier checkpoint that the auditor kept, as it was served then: is it the same log?
 * @param policy which witnesses must have seen it
 * @param stampRoots whose word on the time is believed; without it nobody is asked for the time
 */
public record LogQuestion(
        Optional<byte[]> since, Optional<WitnessPolicy> policy, Optional<Set<X509Certificate>> stampRoots) {}
