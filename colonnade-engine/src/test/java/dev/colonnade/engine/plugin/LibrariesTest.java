package dev.colonnade.engine.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import dev.colonnade.engine.organization.Organization;
import dev.colonnade.engine.organization.TestOrganization;
import dev.colonnade.engine.security.Caller;
import dev.colonnade.engine.storage.TestDatabase;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.OrganizationServiceException;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Libraries that come along in the jar of a plug-in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibrariesTest {

    private Organization organization;
    private OrganizationService service;

    @BeforeAll
    void open() {
        organization = Organization.open(TestOrganization.config(TestDatabase.config()));
        service = organization.service(Caller.of(organization.administratorId()));
        service.create(new Entity("publisher").set("uniquename", "samplepublisher").set("friendlyname", "Samples")
                .set("customizationprefix", "sample").set("customizationoptionvalueprefix", 12_345));
    }

    @AfterAll
    void close() {
        organization.close();
    }

    private static TestJar plugin(String name, String statements) {
        return new TestJar().source("com.acme." + name, """
                package com.acme;
                import dev.colonnade.sdk.plugin.*;
                @CustomApi(uniqueName = "sample_%s", request = %s.In.class, response = %s.Out.class)
                public class %s implements Plugin {
                    public record In(String text) {}
                    public record Out(String answer) {}
                    public void execute(PluginContext context) {
                        String text = context.request(In.class).text();
                        try {
                            %s
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                    static void use() throws java.io.IOException {}
                }
                """.formatted(name, name, name, name, "use(); " + statements));
    }

    private String push(String name, TestJar jar) {
        return service.execute(new OrganizationRequest("colonnade_PushAssembly").set("Name", name).set("Content",
                Base64.getEncoder().encodeToString(jar.bytes()))).results().require("Report", String.class);
    }

    private String call(String name, String text) {
        return service.execute(new OrganizationRequest("sample_" + name).set("Text", text)).results()
                .require("Answer", String.class);
    }

    @Test
    void stringUtilsOfCommonsLangWork() {
        String report = push("strings", plugin("Strings", """
                String padded = org.apache.commons.lang3.StringUtils.leftPad(text, 6, '*');
                String joined = org.apache.commons.lang3.StringUtils.join(new String[] {padded, "b"}, "-");
                String swapped = org.apache.commons.lang3.StringUtils.swapCase(joined);
                String built = new org.apache.commons.lang3.builder.ToStringBuilder(text,
                        org.apache.commons.lang3.builder.ToStringStyle.SHORT_PREFIX_STYLE).append("x", 1).toString();
                int width = org.apache.commons.lang3.math.NumberUtils.toInt("42");
                boolean isJava = org.apache.commons.lang3.SystemUtils.IS_JAVA_1_8;
                context.respond(new Out(swapped + " " + built + " " + width + " " + isJava));
                """).library(StringUtils.class));

        assertThat(call("Strings", "abc")).isEqualTo("***ABC-B String[x=1] 42 false");
        assertThat(report).contains("warning: where they are reached, libraries will throw a SecurityException")
                .contains("org.apache.commons.lang3.").contains(" more");
    }

    @Test
    void commonsCsvReadsAndWrites() {
        push("csv",
                plugin("Csv",
                        """
                                var format = org.apache.commons.csv.CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
                                var out = new java.io.StringWriter();
                                try (var parser = org.apache.commons.csv.CSVParser.parse(text, format);
                                        var printer = new org.apache.commons.csv.CSVPrinter(out, org.apache.commons.csv.CSVFormat.DEFAULT)) {
                                    for (var row : parser) {
                                        printer.printRecord(row.get("name"), Integer.parseInt(row.get("count")) * 2);
                                    }
                                }
                                context.respond(new Out(out.toString()));
                                """)
                        .library(CSVParser.class).library(IOUtils.class).library(DigestUtils.class)
                        .library(StringUtils.class));

        assertThat(call("Csv", "name,count\n\"a,b\",2\nc,3\n")).isEqualTo("\"a,b\",4\r\nc,6\r\n");
    }

    @Test
    void jacksonReadsAndWritesAsAStream() {
        push("json", plugin("Json", """
                var factory = new com.fasterxml.jackson.core.JsonFactory();
                var out = new java.io.StringWriter();
                int sum = 0;
                try (var parser = factory.createParser(text)) {
                    while (parser.nextToken() != null) {
                        if (parser.currentToken() == com.fasterxml.jackson.core.JsonToken.VALUE_NUMBER_INT) {
                            sum += parser.getIntValue();
                        }
                    }
                }
                try (var generator = factory.createGenerator(out).useDefaultPrettyPrinter()) {
                    generator.writeStartObject();
                    generator.writeNumberField("sum", sum);
                    generator.writeEndObject();
                }
                context.respond(new Out(out.toString()));
                """).library(JsonFactory.class));

        assertThat(call("Json", "{\"a\":[1,2,{\"b\":39}]}")).isEqualToIgnoringWhitespace("{\"sum\":42}");
    }

    @Test
    void jsonAndHttpComeWithTheContext() {
        push("context", plugin("Context", """
                record Line(String product, int count) {}
                String refused = "";
                try {
                    context.http().send(HttpRequest.get(java.net.URI.create("http://127.0.0.1:1/")));
                } catch (InvalidPluginExecutionException e) {
                    refused = e.getMessage();
                }
                Line line = context.json().read(text, Line.class);
                context.respond(new Out(context.json().write(new Line(line.product(), line.count() + 1)) + refused));
                """));

        assertThat(call("Context", "{\"product\":\"p\",\"count\":1}")).startsWith("{\"product\":\"p\",\"count\":2}")
                .contains("Plug-ins may not call '127.0.0.1'");
    }

    @Test
    void aLibraryThrowsWhereItReachesWhatIsNotAllowed() {
        var library = new TestJar().source("org.lib.Files2", """
                package org.lib;
                public class Files2 {
                    public static String first(String name) throws java.io.IOException {
                        try (var in = new java.io.BufferedReader(new java.io.FileReader(name))) {
                            return in.readLine();
                        }
                    }
                    public static String home() {
                        return System.getProperty("user.home", "nowhere") + System.getenv("HOME");
                    }
                    public static String stopped() {
                        return new Worker().toString();
                    }
                    static class Worker extends Thread {}
                }
                """);
        String report = push("reaches", plugin("Reaches", """
                String said;
                try {
                    said = switch (text) {
                        case "file" -> org.lib.Files2.first("/etc/passwd");
                        case "home" -> org.lib.Files2.home();
                        default -> org.lib.Files2.stopped();
                    };
                } catch (SecurityException e) {
                    said = e.getMessage();
                }
                context.respond(new Out(said));
                """).source("org.lib.Files2", """
                package org.lib;
                public class Files2 {
                    public static String first(String name) throws java.io.IOException { return null; }
                    public static String home() { return null; }
                    public static String stopped() { return null; }
                }
                """).entriesOf(library));

        assertThat(report).contains("org.lib.Files2.first:4 uses java.io.FileReader.<init>");
        assertThat(call("Reaches", "file")).isEqualTo("org.lib.Files2.first:4 may not use java.io.FileReader.<init>");
        assertThat(call("Reaches", "home")).isEqualTo("nowherenull");
        assertThat(call("Reaches", "thread"))
                .isEqualTo("org.lib.Files2$Worker.<init> extends java.lang.Thread, which plug-ins may not");
    }

    @Test
    void whatThePluginItselfMayNotIsToldAtOnce() {
        TestJar jar = plugin("Leaks", """
                System.exit(1);
                new Thread(() -> System.gc()).start();
                """);

        assertThatThrownBy(() -> push("leaks", jar)).isInstanceOf(OrganizationServiceException.class)
                .hasMessageContaining("com.acme.Leaks.execute:10 uses java.lang.System.exit")
                .hasMessageContaining("com.acme.Leaks.execute:11 uses java.lang.Thread.<init>")
                .hasMessageContaining("com.acme.Leaks.lambda$execute$0:11 uses java.lang.System.gc");
    }
}
