package org.konsil.client.bench.delivery;

/** How ejabberd is set up: everything in SQL, archive and offline store on, nothing that slows it down, no TLS. */
final class EjabberdConfiguration {

    private static final String TEMPLATE = """
                hosts: ["%s"]
                loglevel: warning
                listen:
                  - port: %d
                    ip: "127.0.0.1"
                    module: ejabberd_c2s
                    backlog: 1024
                    max_stanza_size: 262144
                    shaper: none
                    access: all
                auth_method: sql
                auth_password_format: plain
                default_db: sql
                new_sql_schema: false
                sql_type: pgsql
                sql_server: "127.0.0.1"
                sql_port: %d
                sql_database: "%s"
                sql_username: "%s"
                sql_password: "%s"
                sql_pool_size: 10
                shaper_rules:
                  max_user_sessions: 10
                  max_user_offline_messages: 100000
                modules:
                  mod_disco: {}
                  mod_roster: {}
                  mod_mam:
                    default: always
                  mod_offline:
                    access_max_user_messages: max_user_offline_messages
                  mod_stream_mgmt:
                    resend_on_timeout: if_offline
                """;

    private EjabberdConfiguration() {}

    static String text(int port, int databasePort, String databasePassword) {
        return TEMPLATE.formatted(
                EjabberdServer.DOMAIN,
                port,
                databasePort,
                EjabberdDatabase.NAME,
                EjabberdDatabase.NAME,
                databasePassword);
    }
}
