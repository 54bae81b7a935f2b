/** First stage: a device asks for a certificate; its claims are compared with the directory, then issuance takes over. */
@NullMarked
package org.konsil.server.certification.request;

import org.jspecify.annotations.NullMarked;
