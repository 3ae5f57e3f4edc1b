package dev.colonnade.server.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.colonnade.engine.ServiceException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            accounts                                                            | accounts
            /accounts/                                                          | accounts
            //accounts(00000000-0000-0000-0000-00000000000A)                    | accounts(Guid)
            accounts(accountid=00000000-0000-0000-0000-00000000000A)            | accounts(accountid=Guid)
            contacts(firstname='J',emailaddress1='j@x')                         | contacts(firstname=Text,emailaddress1=Text)
            contacts( firstname = 'J' , )                                       | contacts(firstname=Text)
            accounts(accountnumber='A/1')/name/$value                           | accounts(accountnumber=Text) name $value
            accounts(00000000-0000-0000-0000-00000000000a)/Account_Tasks/$ref   | accounts(Guid) Account_Tasks $ref
            accounts/$count                                                     | accounts $count
            WhoAmI()                                                            | WhoAmI()
            accounts/Microsoft.Dynamics.CRM.ctz_Stats()                         | accounts Microsoft.Dynamics.CRM.ctz_Stats()
            F(A=@p1,B={'@odata.id':'contacts(1)'},C=2024-01-31T10:00:00Z)       | F(A=Alias,B=Json,C=DateTime)
            F(A=['a','b'],B=["x]"],C=true,D=-1.5,E=null)                        | F(A=Json,B=Json,C=Bool,D=Number,E=Null)
            F(A=Microsoft.Dynamics.CRM.EndpointAccessType'Default')             | F(A=EnumMember)
            """)
    void pathsAreCutIntoSegments(String path, String expected) {
        assertThat(show(PathParser.parse(path.strip()))).isEqualTo(expected.strip());
    }

    @Test
    void aQuoteInATextIsDoubled() {
        PathSegment segment = PathParser.parse("accounts(accountnumber='O''Brien')").getFirst();

        assertThat(segment.arguments()).containsExactly(new PathSegment.Argument("accountnumber",
                new PathSegment.Value.Given(new Literal.Text("O'Brien"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts(", "accounts(1", "accounts(,)", "accounts)", "accounts('x)", "a b", "(1)",
            "accounts(name=)", "accounts(2024-13-45)", "F(A={)", "accounts(1)x", "accounts#", "accounts(1e999999999)"})
    void whatIsNoPathIsABadRequest(String path) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> PathParser.parse(path));
    }

    private static String show(List<PathSegment> segments) {
        return segments.stream().map(PathParserTest::show).collect(Collectors.joining(" "));
    }

    private static String show(PathSegment segment) {
        return segment.arguments() == null
                ? segment.name()
                : segment.arguments().stream()
                        .map(argument -> (argument.name() == null ? "" : argument.name() + "=")
                                + show(argument.value()))
                        .collect(Collectors.joining(",", segment.name() + "(", ")"));
    }

    private static String show(PathSegment.Value value) {
        return value instanceof PathSegment.Value.Given(var literal)
                ? literal.getClass().getSimpleName()
                : "Alias";
    }
}
