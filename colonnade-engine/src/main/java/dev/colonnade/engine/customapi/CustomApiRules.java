package dev.colonnade.engine.customapi;

import dev.colonnade.engine.message.Step;
import dev.colonnade.engine.query.QueryRunner;
import java.util.List;

/// The rules of the three tables that define custom APIs. They run after the steps of others, so that nothing they have approved
/// changes any more.
public final class CustomApiRules {

    private static final int BEFORE = 25;

    private final ApiRules apis;
    private final PartRules parameters;
    private final PartRules properties;

    public CustomApiRules(QueryRunner queries) {
        this.apis = new ApiRules(queries, new MessageRows(queries));
        this.parameters = new PartRules(PartKind.REQUEST_PARAMETER, queries);
        this.properties = new PartRules(PartKind.RESPONSE_PROPERTY, queries);
    }

    public List<Step> rules() {
        return List.of(Step.rule("custom API definition", "Create", "customapi", BEFORE, apis::beforeCreate),
                Step.rule("custom API definition", "Update", "customapi", BEFORE, apis::beforeUpdate),
                Step.rule("custom API message", "Delete", "customapi", BEFORE, apis::beforeDelete),
                Step.rule("custom API request parameter", "Create", PartKind.REQUEST_PARAMETER.table(), BEFORE,
                        parameters::beforeCreate),
                Step.rule("custom API response property", "Create", PartKind.RESPONSE_PROPERTY.table(), BEFORE,
                        properties::beforeCreate));
    }
}
