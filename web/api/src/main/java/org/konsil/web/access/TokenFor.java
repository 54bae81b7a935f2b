package org.konsil.web.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.konsil.server.access.Audience;

/** The audience that a token must have for this resource; {@link Audience#API} where it is not said. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TokenFor {
    Audience value();
}
