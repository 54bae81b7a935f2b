package org.konsil.pki.ceremony;

import java.security.KeyPair;
import java.security.cert.X509Certificate;

/** A CA that was made a moment ago: its keys are still in memory. */
record Authority(KeyPair keys, X509Certificate certificate) {}
