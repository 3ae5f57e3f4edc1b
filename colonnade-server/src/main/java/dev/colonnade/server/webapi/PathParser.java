package dev.colonnade.server.webapi;

import dev.colonnade.server.webapi.ODataToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a resource path into its segments: `accounts(GUID)/Account_Tasks/$ref`. Empty segments are left out, because clients
/// write doubled slashes. Names mean nothing here yet; [ResourceResolver] looks them up.
final class PathParser {

    private final TokenReader reader;

    private PathParser(String path) {
        this.reader = new TokenReader(path);
    }

    /// @param path decoded, without query
    /// @throws dev.colonnade.engine.ServiceException `BAD_URI` when it is no path
    static List<PathSegment> parse(String path) {
        return new PathParser(path).segments();
    }

    private List<PathSegment> segments() {
        var segments = new ArrayList<PathSegment>();
        while (!reader.isAtEnd()) {
            if (reader.skip('/')) {
                continue;
            }
            segments.add(segment());
            if (!reader.isAtEnd()) {
                reader.expect('/');
            }
        }
        return segments;
    }

    private PathSegment segment() {
        ODataToken name = reader.expectName("a name");
        return new PathSegment(name.text(), name.position(), reader.skip('(') ? arguments() : null);
    }

    private List<PathSegment.Argument> arguments() {
        var arguments = new ArrayList<PathSegment.Argument>();
        while (!reader.skip(')')) {
            arguments.add(argument());
            if (!reader.peek().is(')')) {
                reader.expect(',');
            }
        }
        return arguments;
    }

    private PathSegment.Argument argument() {
        String name = argumentName();
        if (reader.peek().kind() == Kind.ALIAS) {
            return new PathSegment.Argument(name, new PathSegment.Value.Alias(reader.next().text()));
        }
        return new PathSegment.Argument(name, new PathSegment.Value.Given(Literal.read(reader)));
    }

    private @Nullable String argumentName() {
        if (reader.peek().kind() == Kind.NAME && reader.peekSecond().is('=')) {
            String name = reader.next().text();
            reader.expect('=');
            return name;
        }
        return null;
    }
}
