package org.konsil.server.certification.inventory;

/** Writes figures in the text format of OpenMetrics 1.0. */
class FigureText {
    private final StringBuilder text = new StringBuilder();

    void gauge(String name, String help) {
        family(name, "gauge", help);
    }

    void counter(String name, String help) {
        family(name, "counter", help);
    }

    private void family(String name, String type, String help) {
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    }

    void value(String name, double value) {
        text.append(name).append(' ').append(value).append('\n');
    }

    /** Labels are ids of ours, which need no escaping. */
    void value(String name, String label, String of, double value) {
        text.append(name).append('{').append(label).append("=\"").append(of).append("\"} ");
        text.append(value).append('\n');
    }

    String end() {
        return text.append("# EOF\n").toString();
    }
}
