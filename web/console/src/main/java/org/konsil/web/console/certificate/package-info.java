/** The pages of the certificates: search, details, the end before their time. */
@NullMarked
package org.konsil.web.console.certificate;

import org.jspecify.annotations.NullMarked;
