/** Measures the CA of a running system through its public doors: enrolment, status, lists and revocation over HTTP. */
@NullMarked
package org.konsil.client.bench.ca;

import org.jspecify.annotations.NullMarked;
