package org.konsil.web.api;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.konsil.web.access.BearerFilter;
import org.konsil.web.access.BodyLimit;
import org.konsil.web.problem.ProblemMapper;

/** What stands before every resource: an application that names its resources gets these too, and nothing by scanning. */
public final class EdgeClasses {

    private static final Set<Class<?>> EDGE = Set.of(BearerFilter.class, BodyLimit.class, ProblemMapper.class);

    private EdgeClasses() {}

    /** The resources and what stands before them. */
    public static Set<Class<?>> before(Class<?>... resources) {
        return Stream.concat(EDGE.stream(), Stream.of(resources)).collect(Collectors.toUnmodifiableSet());
    }
}
