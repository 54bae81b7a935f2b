package org.konsil.server.certification.tls;

/** Whoever shows this node's certificate to those who connect. */
interface TlsListener {

    /** From now on shows what the file holds; connections that are open stay. */
    void reload();
}
