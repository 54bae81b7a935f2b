/** The caller, as the directory knows them. */
@NullMarked
package org.konsil.web.api.directory;

import org.jspecify.annotations.NullMarked;
