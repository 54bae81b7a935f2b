package org.konsil.server;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.konsil.server.platform.TestDatabase;

/**
 * Puts real classes together as the container does: each one once, fields annotated with Inject filled, durations with their defaults, everything on the
 * entity manager of the running transaction. Ports that a test answers itself are given to it beforehand.
 */
public final class Wiring {

    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final TestDatabase database;
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
    private final List<Object> events = new ArrayList<>();

    public Wiring(TestDatabase database) {
        this.database = database;
        put(EntityManager.class, proxy(EntityManager.class, (self, method, arguments) -> {
            try {
                return method.invoke(current.get(), arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }));
    }

    public <T> Wiring put(Class<T> type, T part) {
        parts.put(type, part);
        return this;
    }

    /** What was fired, in order, even by transactions that were undone. */
    public List<Object> events() {
        return events;
    }

    public <T> T inTransaction(Supplier<T> act) {
        return database.inTransaction(entities -> {
            current.set(entities);
            try {
                return act.get();
            } finally {
                current.remove();
            }
        });
    }

    public void inTransaction(Runnable act) {
        inTransaction(() -> {
            act.run();
            return true;
        });
    }

    public <T> T get(Class<T> type) {
        Object known = parts.get(type);
        if (known != null) {
            return type.cast(known);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T made = constructor.newInstance();
            parts.put(type, made);
            for (Field field : type.getDeclaredFields()) {
                fill(made, field);
            }
            return made;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void fill(Object owner, Field field) throws IllegalAccessException {
        boolean injected =
                field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(PersistenceContext.class);
        ConfigProperty setting = field.getAnnotation(ConfigProperty.class);
        if (setting != null && field.getType() == Duration.class) {
            field.setAccessible(true);
            field.set(owner, Duration.parse(setting.defaultValue()));
        } else if (injected && setting == null) {
            field.setAccessible(true);
            field.set(owner, field.getType() == Event.class ? recorder() : get(field.getType()));
        }
    }

    private Object recorder() {
        return proxy(Event.class, (self, method, arguments) -> {
            events.add(arguments[0]);
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
