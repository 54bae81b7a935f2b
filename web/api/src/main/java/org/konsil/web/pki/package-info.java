/** Certificates over HTTP: enrolment over EST (RFC 7030), and the files that certificates point to. */
@NullMarked
package org.konsil.web.pki;

import org.jspecify.annotations.NullMarked;
