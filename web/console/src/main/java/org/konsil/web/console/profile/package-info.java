/** The pages of the profiles: what the makers permit, what the hospital made of it, and when. */
@NullMarked
package org.konsil.web.console.profile;

import org.jspecify.annotations.NullMarked;
