package org.konsil.server.support;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the beans of a feature together without a container: fields by type, events into a list. */
public final class Wiring {

    private final EntityManager entities;
    private final Map<Class<?>, Object> beans = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final List<Object> fired;
    private final List<Consumer<Object>> observers = new ArrayList<>();

    /** Beans that work in the transaction of this entity manager; what they fire is appended to the list. */
    public Wiring(EntityManager entities, List<Object> fired) {
        this.entities = entities;
        this.fired = fired;
    }

    public EntityManager entities() {
        return entities;
    }

    /** Uses the instance wherever the type is asked for. */
    public <T> Wiring with(Class<? super T> type, T instance) {
        beans.put(type, instance);
        return this;
    }

    /** Configures {@code konsil.*}; what is not given has its default. */
    public Wiring setting(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    /** Lets somebody hear what is fired, inside the act that fires it. */
    public <T> Wiring observing(Class<T> type, Consumer<T> observer) {
        observers.add(event -> {
            if (type.isInstance(event)) {
                observer.accept(type.cast(event));
            }
        });
        return this;
    }

    /** The bean of that type, made and filled if it is not there yet. */
    public <T> T bean(Class<T> type) {
        Object present = beans.get(type);
        if (present != null) {
            return type.cast(present);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T made = constructor.newInstance();
            beans.put(type, made);
            fill(made);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(PostConstruct.class)) {
                    method.setAccessible(true);
                    method.invoke(made);
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(Object bean) throws ReflectiveOperationException {
        for (Field field : bean.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (field.isAnnotationPresent(PersistenceContext.class)) {
                field.set(bean, entities);
            } else if (field.isAnnotationPresent(ConfigProperty.class)) {
                field.set(bean, setting(field.getAnnotation(ConfigProperty.class), field.getType()));
            } else if (field.isAnnotationPresent(Inject.class)) {
                field.set(bean, field.getType() == Event.class ? new Recorder<>() : bean(field.getType()));
            }
        }
    }

    private Object setting(ConfigProperty property, Class<?> type) {
        String value = settings.getOrDefault(property.name(), property.defaultValue());
        if (type == boolean.class) {
            return Boolean.valueOf(value);
        }
        if (type == int.class) {
            return Integer.valueOf(value);
        }
        if (type == Optional.class) {
            return Optional.of(value)
                    .filter(text -> !text.equals(ConfigProperty.UNCONFIGURED_VALUE) && !text.isEmpty());
        }
        return type == Duration.class ? Duration.parse(value) : value;
    }

    private final class Recorder<T> implements Event<T> {

        @Override
        public void fire(T event) {
            fired.add(event);
            observers.forEach(observer -> observer.accept(event));
        }

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Event<T> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException();
        }
    }
}
