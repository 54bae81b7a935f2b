/** The server's own parts hold keys too: issuance certifies them, status, time stamps and messaging sign with them. */
@NullMarked
package org.konsil.server.certification.function;

import org.jspecify.annotations.NullMarked;
