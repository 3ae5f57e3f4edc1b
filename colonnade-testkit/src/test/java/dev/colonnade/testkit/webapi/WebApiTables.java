package dev.colonnade.testkit.webapi;

/// Tables of the tests.
final class WebApiTables {

    /// Every type of column, alternate keys, and an entity set name that does not follow from the table's name.
    static final String THING = """
            {"schemaName": "ctz_Thing", "entitySetName": "ctz_stuff", "ownership": "OrganizationOwned", "privilegeName": "",
             "primaryName": "ctz_name", "columns": [
              {"schemaName": "ctz_Name", "description": "What the thing is called."},
              {"schemaName": "ctz_Code", "maxLength": 20},
              {"schemaName": "ctz_Part", "type": "Integer", "minValue": 0, "maxValue": 1000000},
              {"schemaName": "ctz_Notes", "type": "Memo"},
              {"schemaName": "ctz_Rate", "type": "Decimal", "precision": 4, "minValue": -100, "maxValue": 100},
              {"schemaName": "ctz_Weight", "type": "Double", "precision": 3},
              {"schemaName": "ctz_Big", "type": "BigInt"},
              {"schemaName": "ctz_Price", "type": "Money"},
              {"schemaName": "ctz_Flag", "type": "Boolean"},
              {"schemaName": "ctz_Color", "type": "Picklist", "options": [{"value": 1, "label": "Red"},
                {"value": 2, "label": "Blue"}, {"value": 3, "label": "Amber"}]},
              {"schemaName": "ctz_Hobbies", "type": "MultiSelectPicklist", "options": [{"value": 2, "label": "Hiking"},
                {"value": 3, "label": "Camping"}]},
              {"schemaName": "ctz_At", "type": "DateTime"},
              {"schemaName": "ctz_Clock", "type": "DateTime", "behavior": "TimeZoneIndependent"},
              {"schemaName": "ctz_Day", "type": "DateTime", "behavior": "DateOnly", "format": "DateOnly"},
              {"schemaName": "ctz_Token", "type": "Uniqueidentifier"},
              {"schemaName": "ctz_Must", "requiredLevel": "SystemRequired", "default": "set"},
              {"schemaName": "ctz_Holder", "type": "Customer"},
              {"schemaName": "ctz_AccountId", "type": "Lookup", "targets": ["account"]},
              {"schemaName": "IsCustomizable", "type": "ManagedProperty"},
              {"schemaName": "ctz_Picture", "type": "Image"}],
             "keys": [{"schemaName": "ctz_ByCode", "columns": ["ctz_code"]},
              {"schemaName": "ctz_ByCodeAndPart", "columns": ["ctz_code", "ctz_part"]},
              {"schemaName": "ctz_ByAccount", "columns": ["ctz_accountid"]}],
             "relationships": [{"schemaName": "ctz_Account_Things", "column": "ctz_accountid", "target": "account",
               "navigation": "ctz_AccountId", "cascade": {"delete": "Restrict"}}]}""";

    private WebApiTables() {}
}
