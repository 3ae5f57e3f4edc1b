package dev.colonnade.testkit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.sdk.AliasedValue;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.Money;
import dev.colonnade.sdk.OptionSetValue;
import dev.colonnade.sdk.OrganizationService;
import dev.colonnade.sdk.query.FetchExpression;
import dev.colonnade.sdk.query.PagingInfo;
import dev.colonnade.sdk.query.QueryBase;
import dev.colonnade.sdk.query.QueryExpression;
import dev.colonnade.testkit.Colonnade;
import dev.colonnade.testkit.ColonnadeTest;
import dev.colonnade.testkit.Http;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `-Dlong` asks twenty times as many questions, `-Dseed=` those of one seed. OData answers over HTTP, the other forms in the
/// organization service.
@ColonnadeTest
class QueryFormsTest {

    private static final int QUESTIONS_PER_SEED = 50;

    private final OrganizationService service;
    private final Http http;
    private final Naive naive;

    QueryFormsTest(Colonnade colonnade) {
        service = colonnade.service();
        http = colonnade.http();
        naive = new Naive(Sample.in(service));
    }

    static LongStream seeds() {
        String seed = System.getProperty("seed");
        int count = System.getProperty("long") == null ? 20 : 400;
        return seed == null ? LongStream.range(0, count) : LongStream.of(Long.parseLong(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFormOfAQuestionHasTheSameAnswer(long seed) {
        var questions = new Questions(seed);
        for (int i = 0; i < QUESTIONS_PER_SEED; i++) {
            Question question = questions.next();
            List<String> expected = question.groups() == null ? naive.rows(question) : naive.groups(question);
            answers(question).forEach((form, answer) -> assertThat(answer)
                    .as("%s, seed %d: %s", form, seed, FetchForm.of(question)).isEqualTo(expected));
            if (question.groups() == null && question.top() == null && i % 5 == 0) {
                assertThat(pages(question)).as("pages, seed %d: %s", seed, FetchForm.of(question)).isEqualTo(expected);
            }
        }
    }

    /// Guards the test above: a comparison with a form that no question has would show nothing.
    @Test
    void oDataCanAskAThirdOfTheQuestions() {
        long asked = seeds().mapToObj(Questions::new)
                .flatMap(questions -> IntStream.range(0, QUESTIONS_PER_SEED).mapToObj(i -> questions.next()))
                .filter(question -> ODataForm.of(question) != null).count();

        assertThat(asked).isGreaterThan(seeds().count() * QUESTIONS_PER_SEED / 3);
    }

    /// What comes back, by form of the question.
    private Map<String, List<String>> answers(Question question) {
        var answers = new LinkedHashMap<String, List<String>>();
        answers.put("QueryExpression", answer(question, ExpressionForm.of(question)));
        answers.put("FetchXML", answer(question, new FetchExpression(FetchForm.of(question))));
        String url = ODataForm.of(question);
        if (url != null) {
            answers.put(URLDecoder.decode(url, StandardCharsets.UTF_8),
                    ODataForm.texts(question, http.get(url).expect(200).json()));
        }
        return answers;
    }

    private List<String> answer(Question question, QueryBase query) {
        EntityCollection rows = service.retrieveMultiple(query);
        return question.groups() == null
                ? rows.entities().stream().map(row -> text(row, question)).toList()
                : rows.entities().stream().map(group -> group(group, question.groups())).sorted().toList();
    }

    private List<String> pages(Question question) {
        var texts = new ArrayList<String>();
        var page = new PagingInfo(7, 1, null, false);
        while (true) {
            QueryExpression query = ExpressionForm.of(question).pageInfo(page);
            EntityCollection rows = service.retrieveMultiple(query);
            rows.forEach(row -> texts.add(text(row, question)));
            if (!rows.moreRecords()) {
                return texts;
            }
            page = new PagingInfo(7, page.pageNumber() + 1, rows.pagingCookie(), false);
        }
    }

    private static String text(Entity row, Question question) {
        var text = new StringBuilder(String.valueOf(row.id()));
        Naive.returned(question).forEach(link -> text.append(' ')
                .append(shown(row.get(link.related().table() + "." + link.related().key()))));
        return text.toString().replace(" -", " null");
    }

    private static String group(Entity group, Question.Groups groups) {
        var text = new StringBuilder();
        for (int i = 0; i < groups.by().size(); i++) {
            text.append(shown(group.get("g" + i))).append('|');
        }
        for (int i = 0; i < groups.aggregates().size(); i++) {
            text.append(shown(group.get("a" + i))).append('|');
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return Naive.shown(switch (value) {
            case null -> null;
            case AliasedValue aliased -> plain(aliased.value());
            default -> plain(value);
        });
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case Boolean flag -> BigDecimal.valueOf(flag ? 1 : 0);
            case OptionSetValue option -> BigDecimal.valueOf(option.value());
            case Money money -> money.value();
            case EntityReference reference -> String.valueOf(reference.id());
            default -> value;
        };
    }
}
