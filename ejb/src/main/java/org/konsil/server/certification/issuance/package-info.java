/** A checked key and names become a certificate: journalled, signed, stored; publication and the holder take over. */
@NullMarked
package org.konsil.server.certification.issuance;

import org.jspecify.annotations.NullMarked;
