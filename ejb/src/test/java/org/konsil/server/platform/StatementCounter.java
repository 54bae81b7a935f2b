package org.konsil.server.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Stands between a program and its database and counts what is asked of it, whoever asks. */
final class StatementCounter {

    private final AtomicLong count = new AtomicLong();

    long count() {
        return count.get();
    }

    DataSource over(DataSource database) {
        return between(DataSource.class, database);
    }

    private <T> T between(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (target instanceof Statement && method.getName().startsWith("execute")) {
            count.incrementAndGet();
        }
        Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
        if (result instanceof Connection connection) {
            return between(Connection.class, connection);
        }
        if (result instanceof PreparedStatement prepared) {
            return between(PreparedStatement.class, prepared);
        }
        return result instanceof Statement statement ? between(Statement.class, statement) : result;
    }
}
