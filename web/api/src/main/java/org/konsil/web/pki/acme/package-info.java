/** ACME (RFC 8555) for the hospital's servers: signed requests are opened, one door is called, the answer is written. */
@NullMarked
package org.konsil.web.pki.acme;

import org.jspecify.annotations.NullMarked;
