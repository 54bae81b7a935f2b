package org.konsil.server.certification.issuance;

import org.konsil.pki.profile.SubjectNames;
import org.konsil.server.certification.Holder;

/**
 * What is to be certified; whoever hands it in has checked that it may be.
 *
 * @param profile its name
 * @param publicKey SubjectPublicKeyInfo, DER, whose private key somebody proved to have
 * @param names from the directory or the configuration
 */
public record CertificateWish(String profile, byte[] publicKey, SubjectNames names, Holder holder) {}
