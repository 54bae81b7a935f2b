/**
 * Instead of a request for each: an officer has all living certificates of a profile made anew, for the same keys; issuance
 * takes over batch by batch, and the holders fetch what they find.
 */
@NullMarked
package org.konsil.server.certification.reissue;

import org.jspecify.annotations.NullMarked;
