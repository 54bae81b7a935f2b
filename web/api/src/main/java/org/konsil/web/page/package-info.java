/** What every answer carries, whether API or static page: https, security headers, caching. */
@NullMarked
package org.konsil.web.page;

import org.jspecify.annotations.NullMarked;
