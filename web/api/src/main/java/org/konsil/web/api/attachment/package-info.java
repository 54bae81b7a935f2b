/** Attachments: sealed streams come and go in pieces. */
@NullMarked
package org.konsil.web.api.attachment;

import org.jspecify.annotations.NullMarked;
